using Orchestrator.Core.Cases;
using Orchestrator.Storage;

namespace Orchestrator.Cases;

/// <summary>
/// The safety net under wake-ups: waiting cases that are overdue are decided upon, ready ones that could not go out for a while are looked at again
/// (hours end, promises grow old), and cases that call without an attempt are set right.
/// </summary>
public sealed partial class CaseSweep(Database database, CaseDesk desk, CasePlanning planning, ILogger<CaseSweep> log)
{
    private const int Batch = 500;

    /// <summary>One round.</summary>
    /// <returns>How many cases it touched.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var overdue = await ListAsync("select id from callback_case where state = 'waiting' and next_attempt_at < now() - interval '2 seconds' order by next_attempt_at limit @Batch", cancel);
        foreach (var id in overdue)
        {
            await desk.WakeAsync(id, cancel);
        }

        var held = await ListAsync("select id from callback_case where state = 'ready' and held_why is not null order by next_attempt_at limit @Batch", cancel);
        var stuck = await ListAsync(
            "select id from callback_case c where state = 'calling' and not exists (select from callback_attempt a where a.case_id = c.id and a.state <> 'ended') limit @Batch", cancel);
        foreach (var id in held.Concat(stuck))
        {
            await ReplanAsync(id, cancel);
        }

        if (overdue.Count + stuck.Count > 0)
        {
            LogRepaired(log, overdue.Count, stuck.Count);
        }

        return overdue.Count + held.Count + stuck.Count;
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
