using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Dialling;

/// <summary>
/// Takes up attempts that another process left: at the start those of this instance's earlier life, later those of instances whose lease ran out.
/// Nobody is dialled again; what lives goes on, what does not is settled.
/// </summary>
public sealed partial class AttemptRecovery(
    Database database, AttemptHost attempts, IAttemptBook book, PbxNodes nodes, OperatorBoards operators, PoliciesInForce policies, OrchestratorOptions options, ILogger<AttemptRecovery> log)
{
    /// <summary>Before anybody is rung: operators rest after callbacks of an earlier process as after our own.</summary>
    public async Task RecallOperatorsAsync(CancellationToken cancel)
    {
        foreach (var rest in await database.InTransactionAsync(tx => tx.OperatorRestsAsync(), cancel))
        {
            operators.Find(rest.Pbx)?.Recall(rest.Endpoint, rest.LastRung, rest.LastTalk, rest.LastMiss);
        }
    }

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
            await TryTakeUpAsync(row, legs, foreign: false, cancel);
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
            await TryTakeUpAsync(row, legs, foreign: true, cancel);
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

    /// <summary>One that fails must not keep the others from their turn. Its own comes again when its lease has run out.</summary>
    private async Task TryTakeUpAsync(AttemptRow row, IReadOnlyList<LegRow> legs, bool foreign, CancellationToken cancel)
    {
        try
        {
            await TakeUpAsync(row, legs, foreign, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            LogPutOff(log, row.Id, e);
        }
    }

    private async Task TakeUpAsync(AttemptRow row, IReadOnlyList<LegRow> legs, bool foreign, CancellationToken cancel)
    {
        if (nodes.Find(row.Pbx) is not { } node)
        {
            await EndAsync(row, new Reason.PbxNoLongerConfigured(row.Pbx), cancel); // its channels end by their own time limits
            return;
        }

        if ((policies.Set.Find(row.Policy) ?? await KeptAsync(row, cancel)) is not { } policy)
        {
            await EndAsync(row, new Reason.PolicyNoLongerInForce(row.Policy), cancel);
            return;
        }

        if (foreign)
        {
            foreach (var leg in legs.Where(l => l.EndedAt is null))
            {
                await node.Telephony.MoveHereAsync(leg.ChannelId, cancel);
            }
        }

        try
        {
            attempts.Adopt(RunningAttempt.TakenUp(row, legs, policy, policies.Numbers));
        }
        catch (Exception e)
        {
            // The row makes no sense to this build, and will not the next time either: it would keep its case and its operators for ever.
            LogNotTakenUp(log, row.Id, e);
            await EndAsync(row, new Reason.CannotBeTakenUp(), cancel);
            return;
        }

        LogTakenUp(log, row.Id, row.State);
        if (foreign && row.AttemptState == AttemptState.OperatorRinging)
        {
            // On picking up he would enter an application that nobody serves, and be hung up.
            attempts.Cancel(row.Id, new Reason.InstanceGone());
        }
    }

    /// <summary>A policy that is gone from the disk ends no call that was begun by it: what it said is kept. A talk needs no more of it than that there is one.</summary>
    private async Task<Policy?> KeptAsync(AttemptRow row, CancellationToken cancel)
    {
        var kept = await database.InTransactionAsync(tx => tx.FindVersionAsync(row.Policy, row.PolicyVersion), cancel);
        return kept?.Read() ?? (row.AttemptState == AttemptState.Talking ? Bare(row) : null);
    }

    private static Policy Bare(AttemptRow row) => new()
    {
        Name = row.Policy,
        Version = row.PolicyVersion,
        Zone = DateTimeZone.Utc,
        Retry = ImmutableDictionary<Outcome, RetryRule>.Empty,
        Operators = new OperatorRules(),
        Customer = new CustomerRules { Dial = "" },
    };

    /// <summary>Whoever was talking has been reached, whatever becomes of the call.</summary>
    private Task EndAsync(AttemptRow row, Reason why, CancellationToken cancel) =>
        book.EndAsync(row, row.AttemptState == AttemptState.Talking ? Outcome.Connected : Outcome.Interrupted, why, cancel);
}
