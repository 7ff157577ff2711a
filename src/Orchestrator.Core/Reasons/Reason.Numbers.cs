using Orchestrator.Core.Numbers;

namespace Orchestrator.Core.Reasons;

/// <content>Numbers: why one is none, or is not called, and what people decide about it.</content>
public abstract partial record Reason
{
    public sealed record NoPolicyCovers : Reason;

    public sealed record PolicyOffForCall(string Policy) : Reason;

    public sealed record NumberWithheld : Reason;

    public sealed record NumberRestricted : Reason;

    public sealed record InternalNumber : Reason;

    public sealed record NoNumber : Reason;

    public sealed record NotANumber(Reason Why) : Reason;

    public sealed record NoTelephoneNumber : Reason;

    public sealed record TooLong : Reason;

    public sealed record NotDigits : Reason;

    public sealed record NotInternational(int Fewest, int Most) : Reason;

    public sealed record NoNationalRule(int Digits) : Reason;

    public sealed record NoHomeRegion : Reason;

    public sealed record NoSuchCountryCode : Reason;

    public sealed record NotAsLongAsItsCountrys(string CountryCode) : Reason;

    public sealed record NoSuchNumber(string CountryCode) : Reason;

    public sealed record LocalNumberOnly : Reason;

    public sealed record TwoReadings(string One, string Other) : Reason;

    public sealed record DoNotCall(string Who, string Words) : Reason;

    public sealed record GuardOwn : Reason;

    public sealed record GuardDoNotCall : Reason;

    public sealed record GuardAllow : Reason;

    public sealed record GuardDeny(string Pattern) : Reason;

    public sealed record GuardRegion(string Region) : Reason;

    public sealed record GuardKind(NumberKind Kind) : Reason;

    public sealed record GuardUnknownRange(string Data) : Reason;

    public sealed record GuardOldForm : Reason;

    /// <param name="Number">The number that was judged.</param>
    /// <param name="Dialled">What would be dialled for it.</param>
    /// <param name="ReadAs">The number that this is to the trunk.</param>
    public sealed record ReadOtherwise(string Number, string Dialled, string ReadAs) : Reason;

    /// <inheritdoc cref="ReadOtherwise"/>
    public sealed record NoNumberWhenDialled(string Number, string Dialled) : Reason;

    public sealed record PrefixCapReached(int Calls, string Prefix) : Reason;

    public sealed record DayCapReached(int Calls) : Reason;

    public sealed record CalledToTheCap : Reason;

    /// <param name="Budget">The amount, with its currency.</param>
    public sealed record BudgetUsedUp(string Budget) : Reason;

    /// <summary>What the migration to another reading of numbers tells of one number.</summary>
    /// <param name="Number">As it stands in the books.</param>
    /// <param name="Now">How it is read now.</param>
    /// <param name="What">What becomes of its case and its rules.</param>
    public sealed record NumberReadOtherwise(string Number, Reason Now, Reason What) : Reason;

    public sealed record IsAnotherNumberNow(string Number) : Reason;

    public sealed record IsNoNumberNow : Reason;

    public sealed record CaseClosesWhenDue : Reason;

    /// <param name="Rule">Its word: <c>do_not_call</c>.</param>
    /// <param name="Command">What sets it for the number as it is read now; null: it is none.</param>
    public sealed record RuleHoldsForNobody(string Rule, string? Command) : Reason;

    public sealed record MoreReadOtherwise(int Count) : Reason;

    public sealed record OthersReadOtherwise(int Count) : Reason;

    public sealed record VipSet(string Who, string Words) : Reason;

    public sealed record DoNotCallSet(string Who, string Words) : Reason;

    public sealed record VipLifted(string Who, string Words) : Reason;

    public sealed record DoNotCallLifted(string Who, string Words) : Reason;
}
