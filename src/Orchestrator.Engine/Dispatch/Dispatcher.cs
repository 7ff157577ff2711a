using Npgsql;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Dialling;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Dispatch;

/// <summary>
/// Pairs ready cases, highest priority first, with free operators and free lines, and starts an attempt for each pair that it can claim.
/// Looks whenever it is poked, and every second while cases wait.
/// </summary>
public sealed partial class Dispatcher(
    Database database, AttemptClaim claim, AttemptHost attempts, PbxNodes nodes, OperatorBoards operators, PoliciesInForce policies, DispatchSignal signal, TimeProvider time, ILogger<Dispatcher> log)
{
    /// <summary>How many ready cases of each policy one look considers.</summary>
    private const int PerPolicy = 20;

    /// <summary>Looks until it is stopped. A failed look is followed by another.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                pause = (await LookAsync(stop)).Pause;
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                LogFailed(log, e.GetBaseException().Message);
                pause = DispatchRound.WhileWaiting;
            }

            await signal.WaitAsync(pause, time, stop);
        }
    }

    /// <summary>One look over everything that is ready.</summary>
    private async Task<DispatchRound> LookAsync(CancellationToken cancel)
    {
        var (ready, running) = await database.InTransactionAsync(tx => tx.Dispatch.ReadyAndRunningAsync(PerPolicy), cancel);
        var set = policies.Current.Set;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var round = new DispatchRound(PerPolicy);
        foreach (var item in ready)
        {
            var policy = set.Find(item.Policy);
            var verdict = Judge(item, policy, running, taken);
            if (verdict is DispatchVerdict.Go go && await StartAsync(item, go, cancel))
            {
                taken.UnionWith(go.Operators.Endpoints.Select(o => TakenKey(item.Pbx, o)));
                running[item.Policy] = running.GetValueOrDefault(item.Policy) + 1;
                round.Started(item.Policy);
                continue;
            }

            round.Left();
            if (verdict is DispatchVerdict.Hold hold && hold.Why != item.HeldWhy)
            {
                await HoldAsync(item.Id, hold, policy?.Version, cancel);
            }
        }

        return round;
    }

    private DispatchVerdict Judge(ReadyCase item, Policy? policy, Dictionary<string, int> running, HashSet<string> taken)
    {
        if (policy is not { Mode: PolicyMode.Live })
        {
            return new DispatchVerdict.Hold(policy?.Mode == PolicyMode.Observe ? new Reason.PolicyOnlyObserves(item.Policy) : new Reason.PolicyNotInForce(item.Policy));
        }

        if (nodes.Find(item.Pbx) is not { } node)
        {
            return new DispatchVerdict.Hold(new Reason.PbxNotConfigured(item.Pbx));
        }

        if (!node.Telephony.IsReady)
        {
            return new DispatchVerdict.Hold(new Reason.AriAway(item.Pbx));
        }

        if (running.GetValueOrDefault(policy.Name) >= policy.Limits.Concurrent)
        {
            return new DispatchVerdict.Hold(new Reason.LinesInUse(policy.Limits.Concurrent));
        }

        var queue = policy.Operators.Queue ?? item.Queue;
        if (policy.Limits.LiveCallersFirst && queue is not null && operators.Of(node).Waiting(queue) > 0)
        {
            return new DispatchVerdict.Hold(new Reason.CallersFirst(queue));
        }

        var pool = operators.Of(node).Pool(policy.Operators);
        if (!pool.IsKnown)
        {
            return new DispatchVerdict.Hold(new Reason.AmiAway(item.Pbx));
        }

        var preference = OperatorPreference.Of(policy.Operators.Pick, item.LastSpoken, policies.Numbers.ResponsibleFor(item.Number));
        var picked = pool.Pick(policy.Operators.Pick, pool.Seats.Select(s => s.Endpoint).Where(e => taken.Contains(TakenKey(item.Pbx, e))).ToHashSet(StringComparer.Ordinal), preference, item.AskedOperator);
        return picked.Endpoints.IsEmpty
            ? new DispatchVerdict.Hold(pool.Seats.IsEmpty ? new Reason.NoOperators() : new Reason.NoOperatorFree(), pool)
            : new DispatchVerdict.Go(picked);
    }

    private async Task<bool> StartAsync(ReadyCase item, DispatchVerdict.Go go, CancellationToken cancel)
    {
        try
        {
            if (await claim.ClaimAsync(item.Id, go.Operators, cancel) is not { } attempt)
            {
                return false;
            }

            attempts.Start(attempt);
            return true;
        }
        catch (Exception e) when (e is LostRaceException or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            LogLostRace(log, item.Id); // another instance has the case or one of its operators
            return false;
        }
    }

    private Task HoldAsync(Guid caseId, DispatchVerdict.Hold hold, string? policyVersion, CancellationToken cancel) =>
        database.InTransactionAsync(
            async tx =>
            {
                if (await tx.Cases.HoldAsync(caseId, hold.Why))
                {
                    var asked = hold.Pool?.Seats.Select(s => new { @operator = s.Endpoint, why = s.Hindrance?.ToString(), reason = s.Hindrance is null ? null : ReasonJson.ToNode(s.Hindrance) });
                    await tx.Timeline.TellAsync(caseId, "held", new Reason.NotNow(hold.Why), new { operators = asked, policy_version = policyVersion });
                }
            },
            cancel);

    private static string TakenKey(string pbx, string endpoint) => $"{pbx} {endpoint}";
}

/// <summary>What dispatch makes of a ready case: a closed set.</summary>
internal abstract record DispatchVerdict
{
    private DispatchVerdict()
    {
    }

    public sealed record Go(PickedOperators Operators) : DispatchVerdict;

    /// <summary>Not now. The reason is coarse on purpose, so that the timeline tells news only; the pool has the particulars.</summary>
    public sealed record Hold(Reason Why, OperatorPool? Pool = null) : DispatchVerdict;
}
