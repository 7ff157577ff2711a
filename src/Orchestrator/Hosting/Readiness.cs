using Dapper;
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
    public async Task<HealthReport> ReportAsync(CancellationToken cancel) => Report(await PostgresAsync(cancel));

    /// <param name="postgres">What is known of Postgres already.</param>
    public HealthReport Report(HealthPart postgres) => HealthReport.Of(
        postgres,
        engine switch
        {
            { Stopping: true } => new HealthPart(false, "stopping"),
            { Running: true } => new HealthPart(true, "running"),
            _ => new HealthPart(false, "starting"),
        },
        PolicyHealth.Of(policies.Current),
        [.. nodes.All.Select(n => new PbxHealth(n.Name, HealthPart.Of(n.Ami.Status, n.AmiInSync), HealthPart.Of(n.Ari.Status, n.Ari.IsConnected)))]);

    private async Task<HealthPart> PostgresAsync(CancellationToken cancel)
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
