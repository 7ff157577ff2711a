using Orchestrator.Core.Attempts;

namespace Orchestrator.Core.Planning;

/// <summary>What a history amounts to.</summary>
internal static class CaseTally
{
    /// <summary>Attempts that count against the policy's <c>attempts</c>.</summary>
    public static int AttemptsUsed(CaseHistory history) => history.Attempts.Count(a => a.UsesAttempt);

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

    private static bool ShowsThatNumberExists(Outcome outcome) => outcome is Outcome.Connected or Outcome.Busy or Outcome.NoAnswer
        or Outcome.Rejected or Outcome.Unreachable or Outcome.Machine or Outcome.CustomerHungUp;
}
