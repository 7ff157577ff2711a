using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Casework;

/// <summary>Decides upon a locked case anew and writes what was decided, with its reason and the version of the policy that said so.</summary>
public sealed class CasePlanning(PoliciesInForce policies, IFreeOperators operators)
{
    /// <summary>Takes the policy's next step for a locked case that is not closed and has no running attempt.</summary>
    /// <returns>The case as it is now.</returns>
    public Task<CaseRow> PlanAsync(Transaction tx, CaseRow row, Aftermath aftermath) => PlanAsync(tx, row, aftermath, replanned: false);

    /// <summary>The same because the policies changed: the timeline tells only of a step that changed with them.</summary>
    public Task<CaseRow> ReplanAsync(Transaction tx, CaseRow row, Aftermath aftermath) => PlanAsync(tx, row, aftermath, replanned: true);

    /// <param name="tx">The transaction that has the case locked.</param>
    /// <param name="aftermath">Where those who are to be told are noted.</param>
    /// <param name="policyVersion">Of the policy that said so; null when it was no policy, and the version stands that planned last.</param>
    public static async Task<CaseRow> CloseAsync(Transaction tx, CaseRow row, Disposition disposition, Reason why, Aftermath aftermath, string? policyVersion = null)
    {
        var version = policyVersion ?? row.PolicyVersion;
        var closed = await tx.Cases.CloseAsync(row, disposition, why, version);
        await tx.Timeline.TellAsync(row.Id, "closed", Reason.CaseClosed.As(disposition, why), new { disposition = Words.Of(disposition), policy_version = version });
        aftermath.Move(row.Id);
        aftermath.Tell(NoticeFact.CaseClosed(row.Policy, row.Id, disposition));
        return closed;
    }

    /// <summary>Lets a case wait whose step is due and cannot be taken before <paramref name="until"/>. It is decided upon anew then.</summary>
    public static Task<CaseRow> DeferAsync(Transaction tx, CaseRow row, CaseDecision decision, Instant until, Reason why, Aftermath aftermath)
    {
        var at = decision.Policy is { } policy ? Instant.Min(until, decision.History.OpenedAt + policy.GiveUpAfter) : until;
        return TakeAsync(tx, row, aftermath, decision with { Step = new NextStep.Defer(at, why) }, because: null);
    }

    /// <summary>The same for a case that was decided upon in this transaction already.</summary>
    /// <param name="because">Why it is planned anew; null: it is its turn.</param>
    public async Task<CaseRow> PlanAsync(Transaction tx, CaseRow row, CaseDecision decision, Aftermath aftermath, Reason? because = null)
    {
        if (decision.Number.Refusal is { EndsCases: true } refusal)
        {
            return await CloseAsync(tx, row, refusal.Disposition, refusal.Why, aftermath, decision.Standing.PolicyVersion);
        }

        return decision.Step is NextStep.AttemptAt { At: var at } && at <= tx.Now && row.Observed
            ? await WouldCallAsync(tx, row, aftermath, decision, because)
            : await TakeAsync(tx, row, aftermath, decision, because);
    }

    private async Task<CaseRow> PlanAsync(Transaction tx, CaseRow row, Aftermath aftermath, bool replanned)
    {
        if (row.Closing is { } closing)
        {
            return await CloseAsync(tx, row, closing, row.ClosingWhy!, aftermath);
        }

        var decision = await CaseDecision.OfAsync(tx, row, policies.Current);
        return await PlanAsync(tx, row, decision, aftermath, replanned ? WhyReplanned(row, decision) : null);
    }

    private static async Task<CaseRow> TakeAsync(Transaction tx, CaseRow row, Aftermath aftermath, CaseDecision decision, Reason? because)
    {
        switch (decision.Step)
        {
            case NextStep.AttemptAt s:
                return await MoveAsync(tx, row, s.At <= tx.Now && !row.Observed ? CaseState.Ready : CaseState.Waiting, s.At, decision, aftermath, because);
            case NextStep.Defer s:
                return await MoveAsync(tx, row, CaseState.Waiting, s.Until, decision, aftermath, because);
            case NextStep.Close s:
                if (because is not null)
                {
                    await tx.Timeline.TellAsync(row.Id, "replanned", new Reason.Replanned(because, null), new { policy_version = decision.Standing.PolicyVersion });
                }

                return await CloseAsync(tx, row, s.Disposition, row.Observed ? WhyObservedEnds(s, decision) : s.Why, aftermath, decision.Standing.PolicyVersion);
            default:
                throw new InvalidOperationException($"No such step: {decision.Step.GetType().Name}.");
        }
    }

    /// <summary>
    /// An observed case is due: what a live one would do now is told, and the case goes on as if the customer's phone had rung unanswered.
    /// Others would have answered or been busy; that cannot be known, and this is the longest course that the policy may take.
    /// </summary>
    private async Task<CaseRow> WouldCallAsync(Transaction tx, CaseRow row, Aftermath aftermath, CaseDecision decision, Reason? because)
    {
        if (decision.Number.Refusal is { } refusal)
        {
            return await CloseAsync(tx, row, refusal.Disposition, refusal.Why, aftermath, decision.Standing.PolicyVersion);
        }

        var policy = decision.Policy!;
        var attempt = decision.History.Attempts.Length + 1;
        var unanswered = PastAttempt.Under(policy, tx.Now, tx.Now, tx.Now + policy.Customer.Ring, Outcome.NoAnswer);
        var free = operators.Count(row.Pbx, policy.Operators);
        await tx.Timeline.TellAsync(
            row.Id,
            "would_call",
            free is null ? new Reason.WouldHaveCalledSomebody(attempt) : new Reason.WouldHaveCalled(attempt, free.Value),
            new
            {
                attempt,
                at = tx.Now.ToDateTimeOffset(),
                until = unanswered.EndedAt.ToDateTimeOffset(),
                uses_attempt = unanswered.UsesAttempt,
                policy_version = policy.Version,
                operators_free = free,
                avoided = decision.Avoided,
            });
        var next = decision.After(unanswered, row, tx.Now);
        return await TakeAsync(tx, row, aftermath, next, because: null);
    }

    private static async Task<CaseRow> MoveAsync(
        Transaction tx, CaseRow row, CaseState to, Instant at, CaseDecision decision, Aftermath aftermath, Reason? because)
    {
        if (to == CaseState.Ready && row.State == CaseState.Ready)
        {
            aftermath.MakeReady();
            return row.Standing == decision.Standing ? row : await tx.Cases.StandAsync(row, decision.Standing); // still due: since when, and why it is held, stands as it is
        }

        var why = decision.Step.Why;
        var moved = row.State != to || row.NextAttemptAt != at;
        var planned = await tx.Cases.PlanAsync(row, to, at, why, decision.Standing);
        if (moved || because is null)
        {
            aftermath.Move(row.Id, to == CaseState.Waiting ? at : null);
        }

        if (to == CaseState.Ready)
        {
            aftermath.MakeReady();
        }

        // The same answer again (a wake-up that came early, a repeated sweep, a policy that is still not in force) is no news.
        var news = row.NextAttemptWhy != why || (moved && decision.Policy is not null);
        if (news)
        {
            (string kind, Reason step) = to == CaseState.Ready ? ("ready", new Reason.DueNow(why)) : ("planned", (Reason)new Reason.NextStepOn(at.InZone(decision.Zone), why));
            await (because is null
                ? tx.Timeline.TellAsync(row.Id, kind, step, decision.Data(at))
                : tx.Timeline.TellAsync(row.Id, "replanned", new Reason.Replanned(because, step), decision.Data(at)));
        }

        return planned;
    }

    private static Reason WhyReplanned(CaseRow row, CaseDecision decision) =>
        decision.Policy is not { } policy ? new Reason.PolicyNoLongerInForce(row.Policy)
        : row.NextAttemptWhy is Reason.PolicyNotInForce ? new Reason.PolicyBackInForce(policy.Name, policy.Version)
        : row.PolicyVersion != policy.Version ? new Reason.PolicyChanged(policy.Name, row.PolicyVersion, policy.Version)
        : new Reason.NumberRulesChanged();

    private static Reason.ObservedToTheEnd WhyObservedEnds(NextStep.Close step, CaseDecision decision)
    {
        var attempts = decision.History.Attempts.Length;
        return new Reason.ObservedToTheEnd(attempts, step.Disposition == Disposition.Exhausted ? null : step.Why);
    }
}
