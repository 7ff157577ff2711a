using System.Globalization;
using Npgsql;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Casework;

/// <summary>
/// The safety net under wake-ups: waiting cases that are overdue are decided upon, ready ones that could not go out for a while are looked at again
/// (hours end, promises grow old), and cases that call without an attempt are set right.
/// One case that fails holds up no other: the job of an overdue one fails with it, and has retries and a history; the rest are told of at the end of the round.
/// </summary>
public sealed partial class CaseSweep(Database database, CaseDesk desk, CasePlanning planning, IWakeUps wakeUps, OrchestratorOptions options, ILogger<CaseSweep> log)
{
    private const int Batch = 500;

    /// <summary>Failures that the end of a round tells of.</summary>
    private const int MostTold = 10;

    /// <summary>One round.</summary>
    /// <returns>How many cases it touched.</returns>
    /// <exception cref="AggregateException">Some cases could not be set right. The others were.</exception>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var failures = new List<Exception>();
        var overdue = await database.InTransactionAsync(tx => tx.Jobs.ListOverdueAsync(JobRetries.Read(options.Jobs.RetryAfter)?.Count ?? 0, Batch), cancel);
        foreach (var id in overdue)
        {
            if (await TryAsync(id, () => desk.WakeAsync(id, cancel)) is { } failure)
            {
                await wakeUps.FailedAsync(id, failure, cancel);
            }
        }

        var held = await database.InTransactionAsync(tx => tx.Cases.ListHeldAsync(Batch), cancel);
        var stuck = await database.InTransactionAsync(tx => tx.Cases.ListStuckAsync(Batch), cancel);
        foreach (var id in held.Concat(stuck))
        {
            if (await TryAsync(id, () => ReplanAsync(id, cancel)) is { } failure)
            {
                failures.Add(failure);
            }
        }

        if (overdue.Count + stuck.Count > 0)
        {
            LogRepaired(log, overdue.Count, stuck.Count);
        }

        return failures.Count == 0
            ? overdue.Count + held.Count + stuck.Count
            : throw new AggregateException(string.Create(CultureInfo.InvariantCulture, $"{failures.Count} cases could not be set right."), failures.Take(MostTold));
    }

    /// <summary>Does something to one case.</summary>
    /// <returns>Why that failed. A database that is away fails the whole round instead.</returns>
    private async Task<Exception?> TryAsync(Guid id, Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException and (PostgresException or not NpgsqlException))
        {
            LogFailed(log, id, e);
            return new InvalidOperationException($"Case {id}: {e.Message}", e);
        }
    }

    private Task<bool> ReplanAsync(Guid id, CancellationToken cancel) =>
        desk.ChangeAsync(
            async (tx, aftermath) =>
            {
                var row = await tx.Cases.LockAsync(id);
                var idle = row?.State == CaseState.Ready || (row?.State == CaseState.Calling && await tx.Attempts.FindActiveAsync(id) is null);
                if (idle)
                {
                    await planning.PlanAsync(tx, row!, aftermath);
                }

                return idle;
            },
            cancel);
}
