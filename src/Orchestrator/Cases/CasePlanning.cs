using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Planning;
using Orchestrator.Notify;
using Orchestrator.Policies;
using Orchestrator.Storage;

namespace Orchestrator.Cases;

/// <summary>Decides upon a locked case anew and writes what was decided, with its reason.</summary>
public sealed class CasePlanning(PoliciesInForce policies)
{
    /// <summary>How long a case waits whose policy is not among the files any more.</summary>
    private static readonly Duration WithoutPolicy = Duration.FromMinutes(10);

    /// <summary>Base of a new number; the more often it was tried, the later it comes, and VIPs come before all.</summary>
    private const int BasePriority = 100;
    private const int PerAttempt = -10;
    private const int Vip = 100;

    /// <summary>Takes the policy's next step for a locked case that is not closed and has no running attempt.</summary>
    public async Task<CaseState> PlanAsync(Transaction tx, CaseRow row, Aftermath aftermath)
    {
        if (row.Closing is { } closing)
        {
            return await CloseAsync(tx, row, Words.Parse<Disposition>(closing), row.ClosingWhy!, aftermath);
        }

        var policy = policies.Set.Find(row.Policy);
        var history = await tx.HistoryAsync(row);
        var step = policy is null
            ? new NextStep.Defer(tx.Now + WithoutPolicy, $"policy '{row.Policy}' is not in force")
            : Planner.Next(policy, history, tx.Now);
        var priority = BasePriority + (PerAttempt * history.Attempts.Count(a => a.Outcome.IsCustomerSide())) + (policies.Numbers.IsVip(row.PhoneNumber) ? Vip : 0);
        var version = policy?.Version ?? row.PolicyVersion;
        return step switch
        {
            NextStep.Close s => await CloseAsync(tx, row, s.Disposition, s.Why, aftermath),
            NextStep.AttemptAt s => await MoveAsync(tx, row, s.At <= tx.Now ? CaseState.Ready : CaseState.Waiting, s.At, s.Why, priority, version, policy!.Zone, aftermath),
            NextStep.Defer s => await MoveAsync(tx, row, CaseState.Waiting, s.Until, s.Why, priority, version, policy?.Zone ?? DateTimeZone.Utc, aftermath),
            _ => throw new InvalidOperationException($"No such step: {step.GetType().Name}."),
        };
    }

    public async Task<CaseState> CloseAsync(Transaction tx, CaseRow row, Disposition disposition, string why, Aftermath aftermath)
    {
        await tx.CloseCaseAsync(row, disposition, why);
        await tx.TellAsync(row.Id, "closed", $"Closed as {Words.Of(disposition)}: {why}.", new { disposition = Words.Of(disposition) });
        aftermath.Tell(NoticeFact.CaseClosed(row.Policy, row.Id, disposition));
        return CaseState.Closed;
    }

    private static async Task<CaseState> MoveAsync(
        Transaction tx, CaseRow row, CaseState to, Instant at, string why, int priority, string version, DateTimeZone zone, Aftermath aftermath)
    {
        if (to == CaseState.Ready && row.CaseState == CaseState.Ready)
        {
            aftermath.MakeReady();
            return to; // still due: why it is held stands as it is
        }

        // The same answer again (a wake-up that came early, a repeated sweep) is no news.
        var news = row.CaseState != to || row.NextAttemptAt != at || row.NextAttemptWhy != why;
        await tx.PlanAsync(row, to, at, why, priority, version);
        if (to == CaseState.Ready)
        {
            aftermath.MakeReady();
        }
        else
        {
            aftermath.Wake(row.Id, at);
        }

        if (news)
        {
            await tx.TellAsync(
                row.Id,
                to == CaseState.Ready ? "ready" : "planned",
                to == CaseState.Ready ? $"Due now: {why}." : $"Next step on {at.InZone(zone):ddd uuuu-MM-dd HH:mm:ss z}: {why}.",
                new { at = at.ToDateTimeOffset(), policy_version = version });
        }

        return to;
    }
}
