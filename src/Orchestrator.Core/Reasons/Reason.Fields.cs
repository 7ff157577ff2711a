using NodaTime;

namespace Orchestrator.Core.Reasons;

/// <content>What is wrong with a field of a policy file, and what would be right.</content>
public abstract partial record Reason
{
    /// <summary>What is written: more than one value.</summary>
    public sealed record AList : Reason;

    /// <inheritdoc cref="AList"/>
    public sealed record NamedFields : Reason;

    public sealed record NothingWritten : Reason;

    public sealed record SingleValueExpected : Reason;

    public sealed record FieldsExpected : Reason;

    public sealed record WriteFields(string Fields) : Reason;

    public sealed record UnknownField : Reason;

    public sealed record KnownFields(string Fields) : Reason;

    public sealed record FieldMissing(string Field) : Reason;

    public sealed record DidYouMean(string Meant) : Reason;

    public sealed record UnknownWord : Reason;

    public sealed record WriteOneOf(string Words) : Reason;

    public sealed record WriteListOf(string Words) : Reason;

    public sealed record ListExpected : Reason;

    public sealed record ListEmpty : Reason;

    public sealed record TooManyItems(int Items, int Most) : Reason;

    public sealed record LeaveRestOut : Reason;

    public sealed record NotADuration : Reason;

    public sealed record WriteDuration(Duration Least, Duration Most, Duration Example) : Reason;

    public sealed record DurationOutOfRange(Duration Least, Duration Most) : Reason;

    public sealed record WriteDurationWithin(Duration Least, Duration Most) : Reason;

    public sealed record NotAWholeNumber(int Least, int Most) : Reason;

    public sealed record WriteWholeNumber(int Least, int Most) : Reason;

    public sealed record NeitherTrueNorFalse : Reason;

    public sealed record WriteTrueOrFalse : Reason;

    /// <summary>What looks like a truth value, or like nothing, may be meant as a name.</summary>
    public sealed record OrQuoteName(Reason Otherwise, string Name) : Reason;

    public sealed record NotInherited : Reason;

    public sealed record WriteIntoEachPolicy : Reason;

    public sealed record WritePolicyName : Reason;

    public sealed record NotAPolicyName : Reason;

    public sealed record WritePolicyNameOfLetters : Reason;

    public sealed record WriteZoneField : Reason;

    public sealed record NotAZone : Reason;

    public sealed record WriteZone : Reason;

    public sealed record WriteOperatorsField : Reason;

    public sealed record WriteCustomerField : Reason;

    public sealed record WriteFirstAttemptField : Reason;

    public sealed record WriteQueueNames : Reason;

    public sealed record NotAQueueName : Reason;

    public sealed record WriteDialledNumbers : Reason;

    public sealed record NotADialledNumber : Reason;

    public sealed record WriteDialString : Reason;

    public sealed record NumberSlotMissing : Reason;

    public sealed record NumberSlotTwice : Reason;

    public sealed record NotADialString : Reason;

    public sealed record NotAPhone : Reason;

    public sealed record WritePhone : Reason;

    public sealed record NotASound : Reason;

    public sealed record WriteSound : Reason;

    public sealed record NotAMachineAction : Reason;

    public sealed record WriteMachineAction : Reason;

    public sealed record QueueWithoutName : Reason;

    public sealed record WriteQueueAndName : Reason;

    public sealed record NotAnInterface : Reason;

    public sealed record WriteOperators : Reason;

    public sealed record NotAWayToAccept : Reason;

    public sealed record WriteWayToAccept : Reason;

    public sealed record NotAnAnnouncement : Reason;

    public sealed record WriteAnnouncement : Reason;

    public sealed record NotARetryRule : Reason;

    public sealed record WriteRetryRule : Reason;

    public sealed record WriteStrikeOut : Reason;

    public sealed record NotOneWayToRetry : Reason;

    public sealed record NotATimeOfDay : Reason;

    public sealed record TimeOfDayTwice : Reason;

    public sealed record WriteTimesOfDay : Reason;

    public sealed record NobodyTold : Reason;

    public sealed record WriteNotices : Reason;

    public sealed record NotAnEmailAddress : Reason;

    public sealed record WriteEmailAddresses : Reason;

    public sealed record AddressWithPassword : Reason;

    public sealed record NotAWebAddress : Reason;

    public sealed record WriteWebAddress : Reason;
}
