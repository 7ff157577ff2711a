using System.Collections.Immutable;

namespace Orchestrator.Core.Policies;

/// <summary>Whom to tell of which events. At least one of <paramref name="Email"/> and <paramref name="Webhook"/> is there.</summary>
/// <param name="On">The events; one of them is enough.</param>
/// <param name="Email">Addresses, each told in a mail of its own.</param>
/// <param name="Webhook">Where the event is posted as JSON, or null.</param>
public sealed record NoticeRule(ImmutableArray<NoticeEvent> On, ImmutableArray<string> Email, Uri? Webhook);

/// <summary>What a notice may be about. The words of <see cref="Cases.Disposition"/> stand for a case closed so.</summary>
public enum NoticeEvent
{
    /// <summary>A missed call was written down that this policy covers.</summary>
    Missed,
    CaseOpened,

    /// <summary>A case was closed, however.</summary>
    CaseClosed,
    AttemptEnded,
    Reached,
    CalledAgain,
    CalledByOperator,
    StruckOut,
    Exhausted,
    Expired,
    OptedOut,
    Blocked,
    Withdrawn,

    /// <summary>A case waits because the budget of <c>numbers.yaml</c> is used up. Told once in 24 hours.</summary>
    BudgetUsedUp,
}
