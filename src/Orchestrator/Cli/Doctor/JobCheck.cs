using Npgsql;
using Orchestrator.Core;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Cli.Doctor;

/// <summary>Whether jobs failed, are overdue, or stand still.</summary>
/// <param name="connectionString">Of the database.</param>
internal sealed class JobCheck(string connectionString) : ICheck
{
    public Reason Subject => new Reason.LookedAt(CheckSubject.Jobs);

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        await using var database = new Database(connectionString);
        try
        {
            var health = await database.InTransactionAsync(JobHealth.ReadAsync, cancel);
            return health.Troubles.Count == 0
                ? [CheckResult.Fine(Subject, new Reason.JobsFine(health.Counts.Servers))]
                : [.. Results(health)];
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return []; // no database, or no table yet: the check of Postgres tells that
        }
    }

    private IEnumerable<CheckResult> Results(JobHealth health)
    {
        foreach (var pause in health.Pauses)
        {
            yield return CheckResult.Note(Subject, new Reason.JobPaused(Words.Of(pause.Kind), pause.PausedBy, pause.Reason), new Reason.ResumeOnJobsPage());
        }

        if (health.Counts.Failed > 0)
        {
            yield return CheckResult.Finding(Subject, new Reason.JobsFailed(health.Counts.Failed), new Reason.RetryJobs());
        }

        if (health.Counts.AwaitBudget > 0)
        {
            yield return CheckResult.Note(Subject, new Reason.CasesAwaitBudget(health.Counts.AwaitBudget), new Reason.RaiseBudget());
        }

        if (health.Counts.Servers == 0)
        {
            yield return CheckResult.Note(Subject, new Reason.NoJobServer(), new Reason.IsDaemonRunning());
        }
        else if (health.Counts.Overdue > 0)
        {
            yield return CheckResult.Finding(Subject, new Reason.CasesOverdue(health.Counts.Overdue), new Reason.LookAtDaemonsLog());
        }
    }
}
