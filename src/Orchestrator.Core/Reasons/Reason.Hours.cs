namespace Orchestrator.Core.Reasons;

/// <content>What is wrong with hours, holidays and windows of time in a policy file, and what would be right.</content>
public abstract partial record Reason
{
    public sealed record NotOpeningHours : Reason;

    public sealed record WriteOpeningHours : Reason;

    public sealed record NoDayOpen : Reason;

    public sealed record OrModeOff(Reason Otherwise) : Reason;

    public sealed record NotWeekdays : Reason;

    public sealed record WriteWeekdays : Reason;

    public sealed record CommaEndsField : Reason;

    public sealed record QuoteDays(string Days) : Reason;

    /// <param name="Day">As the file has it: a weekday or a date.</param>
    public sealed record DayTwice(string Day, int Line) : Reason;

    public sealed record NameEachDayOnce : Reason;

    public sealed record NotHolidays : Reason;

    public sealed record WriteHolidays : Reason;

    public sealed record TooManyEntries(int Entries, int Most) : Reason;

    public sealed record JoinDays : Reason;

    public sealed record NotADate : Reason;

    public sealed record NoSuchDay(string Day) : Reason;

    public sealed record WriteDate : Reason;

    public sealed record RangeBackwards : Reason;

    public sealed record RangeTooLong(int Days) : Reason;

    public sealed record CloseWeekdays : Reason;

    public sealed record GiveEachDayOnce : Reason;

    public sealed record NotAWindow : Reason;

    public sealed record WriteWindow : Reason;

    public sealed record WriteWindows : Reason;

    public sealed record WriteWindowsOrClosed : Reason;

    public sealed record AllDayBusy : Reason;

    public sealed record LeavePartOfDay : Reason;

    public sealed record AllDayQuiet : Reason;
}
