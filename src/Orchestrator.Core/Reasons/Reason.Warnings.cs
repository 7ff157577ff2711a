using NodaTime;

namespace Orchestrator.Core.Reasons;

/// <content>What is legal in policies and probably not meant, and what would be better.</content>
public abstract partial record Reason
{
    public sealed record ShortCustomerRing : Reason;

    public sealed record RingCustomerLonger : Reason;

    public sealed record ShortOperatorRing : Reason;

    public sealed record RingOperatorLonger : Reason;

    public sealed record NobodyNamedResponsible : Reason;

    public sealed record NameResponsible : Reason;

    public sealed record AboveCap(int Cap) : Reason;

    public sealed record LowerLimitOrRaiseCap : Reason;

    public sealed record NobodyCalledThisWay(Reason Why) : Reason;

    public sealed record WriteOutsidePrefixOrFormat : Reason;

    public sealed record Unencrypted(string Host) : Reason;

    public sealed record WriteHttps : Reason;

    /// <param name="Policy">The policy.</param>
    /// <param name="Takers">The files that come first, without the last one of several.</param>
    /// <param name="Last">The last one of several.</param>
    /// <param name="Count">How many they are.</param>
    public sealed record NeverGetsACall(string Policy, string Takers, string? Last, int Count) : Reason;

    public sealed record ComeFirst : Reason;

    public sealed record NoTimeButBusyHours : Reason;

    public sealed record LeaveHoursFree : Reason;

    public sealed record NoTimeButQuietHours : Reason;

    public sealed record WriteShorterQuietHours : Reason;

    public sealed record HolidaysOver(LocalDate Last) : Reason;

    public sealed record WriteComingHolidays : Reason;

    public sealed record NeverOpenAt(LocalTime Time) : Reason;

    public sealed record WriteOpenTimes : Reason;

    public sealed record DaypartBusy(LocalTime Time) : Reason;

    public sealed record WriteTimesOutsideBusyHours : Reason;

    public sealed record DaypartQuiet(LocalTime Time) : Reason;

    public sealed record WriteTimesOutsideQuietHours : Reason;

    public sealed record CalledOutsideDecentHours(IsoDayOfWeek Day, LocalTime Time) : Reason;

    public sealed record CalledOutsideDecentHoursOn(LocalDate Date) : Reason;

    /// <param name="Numbers">Whose owners live in the zone.</param>
    /// <param name="There">The time in it.</param>
    public sealed record CalledOutsideTheirDecentHours(string Numbers, IsoDayOfWeek Day, LocalTime Time, LocalTime There, DateTimeZone Zone) : Reason;

    public sealed record NarrowHours : Reason;

    /// <param name="Region">Home: its mobile numbers don't tell a zone.</param>
    /// <param name="Open">Hours a week that are open and not quiet in the policy's zone.</param>
    /// <param name="Left">Those of them that are quiet nowhere at home.</param>
    public sealed record QuietInAnyZone(string Region, int Open, int Left) : Reason;

    public sealed record WriteZonesOfHome(string Prefix, string Zone) : Reason;

    public sealed record TooShortForHolidays(Duration GiveUpAfter, Reason Opening) : Reason;

    public sealed record NextOpening(LocalDate After, Duration Apart) : Reason;

    public sealed record NothingOpens(LocalDate After) : Reason;

    public sealed record WriteMoreOrOpenADay(Duration Than) : Reason;

    public sealed record WriteHoursThatOpen : Reason;

    public sealed record TooShortForAttempts(Duration GiveUpAfter, int Attempts, int Made) : Reason;

    public sealed record WriteMoreOrFewerAttempts(Duration Than) : Reason;

    public sealed record RetryTooLate(Duration First, Duration GiveUpAfter) : Reason;

    public sealed record WriteShorterDelay : Reason;

    public sealed record NeverStruckOut(int Needed, int Attempts) : Reason;

    public sealed record WriteSmallerConfirm : Reason;

    public sealed record NeverStruckOutInTime(int Needed, Duration Apart, Duration GiveUpAfter) : Reason;

    public sealed record WriteQuickerConfirm : Reason;

    public sealed record AttemptsNeverMade(int Possible, int Attempts) : Reason;

    public sealed record WriteFewerAttempts : Reason;

    public sealed record NobodyListens : Reason;

    public sealed record WriteHangUpOrNoRule : Reason;

    public sealed record MessageLeftUpTo(int Times) : Reason;

    public sealed record MessageLeftAgain : Reason;

    public sealed record LeaveMessageOnce : Reason;
}
