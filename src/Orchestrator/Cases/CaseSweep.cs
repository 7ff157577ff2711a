using System.Globalization;
using NodaTime;
using Npgsql;
using Orchestrator.Core.Cases;
using Orchestrator.Storage;

namespace Orchestrator.Cases;

/// <summary>
/// The safety net under wake-ups: waiting cases that are overdue are decided upon, ready ones that could not go out for a while are looked at again
/// (hours end, promises grow old), and cases that call without an attempt are set right.
/// One case that fails holds up no other: an overdue one is handed to a wake-up, which has retries and a history; the rest are told of at the end of the round.
/// </summary>
public sealed partial class CaseSweep(Database database, CaseDesk desk, CasePlanning planning, IWakeUps wakeUps, IClock clock, ILogger<CaseSweep> log)
{
    private const int Batch = 500;

    /// <summary>Failures that the end of a round tells of.</summary>
    private const int MostTold = 10;

    /// <summary>Left out are cases whose wake-up has failed and is going to be retried, or is dead: a person retries that. One that was moved since is due for another reason.</summary>
    private const string Overdue =
        """
        select id from callback_case c
        where state = 'waiting' and next_attempt_at < now() - interval '2 seconds' and not exists (
          select from job_run r
          where r.case_id = c.id and r.state = 'failed'
            and (r.retry_at > now() or (r.given_up and r.settled_at is null and r.started_at > c.next_attempt_at - interval '10 seconds')))
        order by next_attempt_at limit @Batch
        """;

    /// <summary>One round.</summary>
    /// <returns>How many cases it touched.</returns>
    /// <exception cref="AggregateException">Some cases could not be set right. The others were.</exception>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var failures = new List<Exception>();
        var overdue = await ListAsync(Overdue, cancel);
        foreach (var id in overdue)
        {
            if (await TryAsync(id, () => desk.WakeAsync(id, cancel)) is not null
                && await TryAsync(id, () => wakeUps.ScheduleAsync(id, clock.GetCurrentInstant(), cancel)) is { } failure)
            {
                failures.Add(failure);
            }
        }

        var held = await ListAsync("select id from callback_case where state = 'ready' and held_why is not null order by next_attempt_at limit @Batch", cancel);
        var stuck = await ListAsync(
            "select id from callback_case c where state = 'calling' and not exists (select from callback_attempt a where a.case_id = c.id and a.state <> 'ended') limit @Batch", cancel);
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
                var row = await tx.LockCaseAsync(id);
                var idle = row?.CaseState == CaseState.Ready || (row?.CaseState == CaseState.Calling && await tx.FindActiveAttemptAsync(id) is null);
                if (idle)
                {
                    await planning.PlanAsync(tx, row!, aftermath);
                }

                return idle;
            },
            cancel);

    private Task<IReadOnlyList<Guid>> ListAsync(string sql, CancellationToken cancel) =>
        database.InTransactionAsync(tx => tx.ListAsync<Guid>(sql, new { Batch }), cancel);
}
