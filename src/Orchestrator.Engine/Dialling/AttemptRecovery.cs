using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
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
        foreach (var rest in await database.InTransactionAsync(tx => tx.Legs.OperatorRestsAsync(), cancel))
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
                var rows = await tx.Attempts.AdoptAsync(options.Instance, [.. attempts.Ids]);
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
                await tx.Attempts.RenewLeasesAsync(options.Instance, running);
                var rows = await tx.Attempts.AdoptExpiredAsync(options.Instance, running);
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
            found.Add((row, await tx.Legs.OfAsync(row.Id)));
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

        if (await ClaimedUnderAsync(row, cancel) is not { } policy)
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

        LogTakenUp(log, row.Id, Words.Of(row.State));
        if (foreign && row.State == AttemptState.OperatorRinging)
        {
            // Whoever picked up would enter an application that nobody serves, and be hung up.
            attempts.Cancel(row.Id, new Reason.InstanceGone());
        }
    }

    /// <summary>
    /// The version of the policy that the attempt began by, which is kept whatever became of the file; should it be unreadable, what the policy says now.
    /// A talk needs no more of it than that there is one.
    /// </summary>
    private async Task<Policy?> ClaimedUnderAsync(AttemptRow row, CancellationToken cancel)
    {
        var now = policies.Set.Find(row.Policy);
        return now?.Version == row.PolicyVersion ? now
            : (await database.InTransactionAsync(tx => tx.PolicyVersions.FindAsync(row.Policy, row.PolicyVersion), cancel))?.Read() ?? now
            ?? (row.State == AttemptState.Talking ? Bare(row) : null);
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
        book.EndAsync(row, Bare(row), row.State == AttemptState.Talking ? Outcome.Connected : Outcome.Interrupted, why, cancel);
}
