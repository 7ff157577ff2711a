using Npgsql;
using Orchestrator.Cli;
using Orchestrator.Pbx;
using Orchestrator.Policies;
using Orchestrator.Storage;

namespace Orchestrator.Hosting;

/// <summary><c>/health/live</c> and <c>/health/ready</c>, for supervisors and load balancers; they need no key and tell no secret.</summary>
internal static class HealthEndpoints
{
    /// <summary>A probe's own time limit is seldom shorter.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => new { Status = "alive" }).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(
        Database database, EngineState engine, PoliciesInForce policies, PbxNodes nodes, TimeProvider time, CancellationToken cancel)
    {
        var (postgres, jobs) = await PostgresAsync(database, time, cancel);
        var report = HealthReport.Of(
            postgres,
            engine switch
            {
                { Stopping: true } => new HealthPart(false, "stopping"),
                { Running: true } => new HealthPart(true, jobs.Length == 0 ? "running" : $"running; {jobs}"),
                _ => new HealthPart(false, "starting"),
            },
            PolicyHealth.Of(policies.Current),
            [.. nodes.All.Select(n => new PbxHealth(n.Name, HealthPart.Of(n.Ami.Status, n.AmiInSync), HealthPart.Of(n.Ari.Status, n.Ari.IsConnected)))]);
        return TypedResults.Json(report, statusCode: report.Status == HealthReport.NotReady ? 503 : 200);
    }

    /// <summary>How the database is; and what it tells of jobs that somebody should look at, which keeps nothing from working.</summary>
    private static async Task<(HealthPart Postgres, string Jobs)> PostgresAsync(Database database, TimeProvider time, CancellationToken cancel)
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
