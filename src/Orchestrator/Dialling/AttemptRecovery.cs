using Orchestrator.Core.Attempts;
using Orchestrator.Hosting;
using Orchestrator.Pbx;
using Orchestrator.Policies;
using Orchestrator.Storage;

namespace Orchestrator.Dialling;

/// <summary>
/// Takes up attempts that another process left: at the start those of this instance's earlier life, later those of instances whose lease ran out.
/// Nobody is dialled again; what lives goes on, what does not is settled.
/// </summary>
public sealed partial class AttemptRecovery(
    Database database, AttemptHost attempts, IAttemptBook book, PbxNodes nodes, PoliciesInForce policies, OrchestratorOptions options, ILogger<AttemptRecovery> log)
{
    /// <summary>This instance's own, at its start: nobody else of that name lives.</summary>
    public async Task TakeUpOwnAsync(CancellationToken cancel)
    {
        var found = await database.InTransactionAsync(
            async tx =>
            {
                var rows = await tx.AdoptAsync(options.Instance, [.. attempts.Ids]);
                return await WithLegsAsync(tx, rows);
            },
            cancel);
        foreach (var (row, legs) in found)
        {
            await TakeUpAsync(row, legs, foreign: false, cancel);
        }
    }

    /// <summary>Those whose lease was not renewed, another instance's or a claim of ours that never came to run; and renews our own.</summary>
    public async Task TakeUpOrphansAsync(CancellationToken cancel)
    {
        var found = await database.InTransactionAsync(
            async tx =>
            {
                var running = attempts.Ids.ToArray();
                await tx.RenewLeasesAsync(options.Instance, running);
                var rows = await tx.AdoptExpiredAsync(options.Instance, running);
                return await WithLegsAsync(tx, rows);
            },
            cancel);
        foreach (var (row, legs) in found.Where(f => !attempts.Runs(f.Row.Id)))
        {
            await TakeUpAsync(row, legs, foreign: true, cancel);
        }
    }

    private static async Task<List<(AttemptRow Row, IReadOnlyList<LegRow> Legs)>> WithLegsAsync(Transaction tx, IReadOnlyList<AttemptRow> rows)
    {
        var found = new List<(AttemptRow, IReadOnlyList<LegRow>)>();
        foreach (var row in rows)
        {
            found.Add((row, await tx.LegsAsync(row.Id)));
        }

        return found;
    }

    private async Task TakeUpAsync(AttemptRow row, IReadOnlyList<LegRow> legs, bool foreign, CancellationToken cancel)
    {
        var node = nodes.Find(row.Pbx);
        if (policies.Set.Find(row.Policy) is not { } policy || node is null)
        {
            // Without its rules or its PBX it cannot go on; its channels end by their own time limits.
            await book.EndAsync(row, Outcome.Interrupted, node is null ? $"PBX '{row.Pbx}' is not configured any more" : $"policy '{row.Policy}' is not in force any more", cancel);
            return;
        }

        if (foreign)
        {
            foreach (var leg in legs.Where(l => l.EndedAt is null))
            {
                await node.Telephony.MoveHereAsync(leg.ChannelId, cancel);
            }
        }

        LogTakenUp(log, row.Id, row.State);
        attempts.Adopt(new RunningAttempt(row, [.. legs.Where(l => l.Role == "operator" && l.EndedAt is null)], policy, policies.Numbers));
        if (foreign && row.AttemptState == AttemptState.OperatorRinging)
        {
            // On picking up he would enter an application that nobody serves, and be hung up.
            attempts.Cancel(row.Id, "the instance that rang the operator is gone");
        }
    }
}
