namespace Orchestrator.Core.Reasons;

/// <content>What is wrong with a field of <c>numbers.yaml</c>, and what would be right.</content>
public abstract partial record Reason
{
    public sealed record NotACountryCode : Reason;

    public sealed record WriteNationalRules : Reason;

    public sealed record RuleFitsAll : Reason;

    public sealed record GiveStartsOrLength : Reason;

    public sealed record NotABeginning : Reason;

    public sealed record WriteDigits : Reason;

    public sealed record NotAnInternationalBeginning : Reason;

    public sealed record WritePlusAndDigits : Reason;

    public sealed record NotANumberOrPrefix : Reason;

    public sealed record WriteNumbersOrPrefixes : Reason;

    public sealed record NamedValuesExpected : Reason;

    public sealed record WriteResponsible : Reason;

    public sealed record WriteZones : Reason;

    public sealed record WriteHomeField : Reason;

    public sealed record WriteHomeInstead : Reason;

    public sealed record HomeWrittenAlready : Reason;

    public sealed record TakeFieldOut : Reason;

    public sealed record CountryIsARegion : Reason;

    public sealed record WriteThisHome(string Region) : Reason;

    public sealed record ReadWithoutRules(string Region) : Reason;

    /// <param name="Region">The home region.</param>
    /// <param name="Rules">Those that its numbering plan does not make needless, as they are written.</param>
    public sealed record KeepOnlyRules(string Region, string Rules) : Reason;

    public sealed record NotARegion : Reason;

    public sealed record NotAnOutsidePrefix : Reason;

    public sealed record WriteOutsidePrefix : Reason;

    public sealed record WriteRegionsOrNumbers : Reason;

    public sealed record NoSuchNumberWritten(Reason Why) : Reason;

    public sealed record CorrectOrTakeOut : Reason;

    public sealed record NoNumberBeginsSo : Reason;

    public sealed record WriteCodeAndArea : Reason;

    /// <param name="Regions">Some of them.</param>
    /// <param name="More">How many others there are.</param>
    public sealed record LetsThroughOthers(string Regions, int? More) : Reason;

    public sealed record WriteThisRegion(string Region) : Reason;

    public sealed record NotAKindToAllow : Reason;

    public sealed record WriteKinds : Reason;

    public sealed record DearKind : Reason;

    public sealed record TakeKindOut : Reason;

    public sealed record NotAnAmount : Reason;

    public sealed record WriteAmount(int Most) : Reason;

    public sealed record NotACurrency : Reason;

    public sealed record WriteCurrency : Reason;

    public sealed record WriteMinutePrices : Reason;

    public sealed record BudgetWithoutPrices : Reason;

    public sealed record WritePricesToo : Reason;

    public sealed record WriteBudgetPerDay : Reason;

    public sealed record BudgetBelowOneCall(string Numbers) : Reason;

    public sealed record WriteLargerBudget : Reason;
}
