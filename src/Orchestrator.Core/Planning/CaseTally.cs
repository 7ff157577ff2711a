using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Planning;

/// <summary>What a history amounts to under a policy.</summary>
internal static class CaseTally
{
    /// <summary>Attempts that count against the policy's <c>attempts</c>.</summary>
    public static int AttemptsUsed(Policy policy, CaseHistory history) => history.Attempts.Count(a => Uses(policy, a));

    /// <summary>The n of "the n-th such outcome", for the last attempt.</summary>
    public static int Repetition(CaseHistory history)
    {
        var last = history.Attempts[^1];
        return last.Outcome.IsCustomerSide()
            ? history.Attempts.Count(a => a.Outcome == last.Outcome)
            : history.Attempts.Reverse().TakeWhile(a => !a.Outcome.IsCustomerSide()).Count(a => a.Outcome == last.Outcome);
    }

    /// <summary>
    /// Invalid outcomes with the last one's evidence, since anything last showed that the number exists.
    /// Trouble on our side or in the network says nothing either way.
    /// </summary>
    public static int Confirmations(CaseHistory history)
    {
        var last = history.Attempts[^1];
        return history.Attempts.Reverse()
            .TakeWhile(a => !ShowsThatNumberExists(a.Outcome))
            .Count(a => a.Outcome == Outcome.Invalid && a.Cause == last.Cause && a.SipCode == last.SipCode);
    }

    private static bool Uses(Policy policy, PastAttempt attempt) =>
        attempt.Outcome.IsCustomerSide()
        && policy.Retry.GetValueOrDefault(attempt.Outcome) is not { UsesAttempt: false }

        // A failure before the customer was dialled was not the customer's.
        && (attempt.Outcome != Outcome.Failed || attempt.CustomerDialledAt is not null);

    private static bool ShowsThatNumberExists(Outcome outcome) => outcome is Outcome.Connected or Outcome.Busy or Outcome.NoAnswer
        or Outcome.Rejected or Outcome.Unreachable or Outcome.Machine or Outcome.CustomerHungUp;
}
