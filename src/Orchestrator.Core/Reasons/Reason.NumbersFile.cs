namespace Orchestrator.Core.Reasons;

/// <content>What is wrong with a field of <c>numbers.yaml</c>, and what would be right.</content>
public abstract partial record Reason
{
    public sealed record WriteCountryField : Reason;

    public sealed record NotACountryCode : Reason;

    public sealed record WriteCountryCode : Reason;

    public sealed record NationalMissing : Reason;

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
}
