using Dapper;
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
        var report = HealthReport.Of(
            await PostgresAsync(database, time, cancel),
            engine switch
            {
                { Stopping: true } => new HealthPart(false, "stopping"),
                { Running: true } => new HealthPart(true, "running"),
                _ => new HealthPart(false, "starting"),
            },
            PolicyHealth.Of(policies.Current),
            [.. nodes.All.Select(n => new PbxHealth(n.Name, HealthPart.Of(n.Ami.Status, n.AmiInSync), HealthPart.Of(n.Ari.Status, n.Ari.IsConnected)))]);
        return TypedResults.Json(report, statusCode: report.Status == HealthReport.NotReady ? 503 : 200);
    }

    private static async Task<HealthPart> PostgresAsync(Database database, TimeProvider time, CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            await using var connection = await database.OpenAsync(limit.Token);
            await connection.ExecuteScalarAsync<int>(new CommandDefinition("select 1", cancellationToken: limit.Token));
            return new HealthPart(true, "answers");
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return new HealthPart(false, e is OperationCanceledException ? "does not answer" : e.Message);
        }
    }
}
