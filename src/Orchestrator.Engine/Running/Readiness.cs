using Npgsql;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Running;

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
    /// <param name="jobs">What it tells of the jobs; null: nobody knows.</param>
    public HealthReport Report(HealthPart postgres, JobHealth? jobs = null) => HealthReport.Of(
        postgres,
        engine switch
        {
            { Stopping: true } => new HealthPart(false, new Reason.EngineStops()),
            { Running: true } => new HealthPart(jobs?.Moves ?? true, new Reason.EngineRuns().Then(jobs?.Troubles ?? [])),
            _ => new HealthPart(false, new Reason.EngineStarts()),
        },
        engine.IsUp,
        PolicyHealth.Of(policies.Current),
        [.. nodes.All.Select(n => new PbxHealth(
            n.Name, HealthPart.Of(n.Ami.Status, n.AmiInSync), HealthPart.Of(n.Ari.Status, n.Ari.Holds(n.OwnApp)), HealthPart.Of(n.SharedApp, n.Ari.HolderOf(n.SharedApp)),
            n.QueueLog is { } file ? HealthPart.Of(file) : null))]);

    private async Task<(HealthPart Postgres, JobHealth? Jobs)> PostgresAsync(CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            return (new HealthPart(true, new Reason.PostgresAnswers()), await database.InTransactionAsync(JobHealth.ReadAsync, limit.Token));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return (new HealthPart(true, new Reason.PostgresAnswers()), null); // not migrated yet
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return (new HealthPart(false, e is OperationCanceledException ? new Reason.PostgresDoesNotAnswer() : new Reason.Quoted(e.Message)), null);
        }
    }
}
