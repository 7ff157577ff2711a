using Npgsql;
using Orchestrator.Cli;
using Orchestrator.Pbx;
using Orchestrator.Policies;
using Orchestrator.Storage;

namespace Orchestrator.Hosting;

/// <summary>Finds out how this instance is: for <c>/health/ready</c> and the wallboard.</summary>
public sealed class Readiness(Database database, EngineState engine, PoliciesInForce policies, PbxNodes nodes, TimeProvider time)
{
    /// <summary>A probe's own time limit is seldom shorter.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks Postgres; the rest is known.</summary>
    public async Task<HealthReport> ReportAsync(CancellationToken cancel)
    {
        var (postgres, jobs) = await PostgresAsync(cancel);
        return Report(postgres, jobs);
    }

    /// <param name="postgres">What is known of Postgres already.</param>
    /// <param name="jobs">What it tells of jobs that somebody should look at; that keeps nothing from working.</param>
    public HealthReport Report(HealthPart postgres, string jobs = "") => HealthReport.Of(
        postgres,
        engine switch
        {
            { Stopping: true } => new HealthPart(false, "stopping"),
            { Running: true } => new HealthPart(true, jobs.Length == 0 ? "running" : $"running; {jobs}"),
            _ => new HealthPart(false, "starting"),
        },
        PolicyHealth.Of(policies.Current),
        [.. nodes.All.Select(n => new PbxHealth(
            n.Name, HealthPart.Of(n.Ami.Status, n.AmiInSync), HealthPart.Of(n.Ari.Status, n.Ari.Holds(n.OwnApp)), HealthPart.Of(n.SharedApp, n.Ari.HolderOf(n.SharedApp))))]);

    private async Task<(HealthPart Postgres, string Jobs)> PostgresAsync(CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            var (dead, pauses) = await database.InTransactionAsync(async tx => (await tx.CountDeadJobsAsync(), await tx.ListJobPausesAsync()), limit.Token);
            return (new HealthPart(true, "answers"), JobHealth(dead, pauses));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return (new HealthPart(true, "answers"), ""); // not migrated yet
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return (new HealthPart(false, e is OperationCanceledException ? "does not answer" : e.Message), "");
        }
    }

    private static string JobHealth(int dead, IReadOnlyList<JobPause> pauses) => string.Join("; ", pauses.Select(p => $"{p.Kind} is paused").Order(StringComparer.Ordinal)
        .Concat(dead > 0 ? [$"{Phrase.Count(dead, "wake-up is", "wake-ups are")} dead"] : []));
}
