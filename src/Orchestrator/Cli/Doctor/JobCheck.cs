using Npgsql;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Cli.Doctor;

/// <summary>Whether jobs failed, are overdue, or stand still.</summary>
/// <param name="connectionString">Of the database.</param>
internal sealed class JobCheck(string connectionString) : ICheck
{
    public string Subject => "jobs";

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        await using var database = new Database(connectionString);
        try
        {
            var health = await database.InTransactionAsync(JobHealth.ReadAsync, cancel);
            return health.Troubles.Count == 0
                ? [CheckResult.Fine(Subject, $"{Phrase.Count(health.Counts.Servers, "job server is", "job servers are")} alive, none failed, none paused")]
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
            yield return CheckResult.Note(Subject, $"{pause.Kind} is paused by {pause.PausedBy}: {pause.Reason}", "An administrator resumes it on the console's page Jobs.");
        }

        if (health.Counts.Failed > 0)
        {
            yield return CheckResult.Finding(
                Subject,
                $"{Phrase.Count(health.Counts.Failed, "job has", "jobs have")} failed: nobody is called back for these cases",
                "The job dashboard (/hangfire/jobs/failed), or GET /api/v1/jobs?state=dead, says why; retry them there when the cause is mended.");
        }

        if (health.Counts.Servers == 0)
        {
            yield return CheckResult.Note(Subject, "no job server is alive", "The daemon starts one: is it running?");
        }
        else if (health.Counts.Overdue > 0)
        {
            yield return CheckResult.Finding(Subject, $"{Phrase.Count(health.Counts.Overdue, "case is", "cases are")} overdue", "The daemon's log says what holds the decisions up.");
        }
    }
}
