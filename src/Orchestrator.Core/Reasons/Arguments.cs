using NodaTime;

namespace Orchestrator.Core.Reasons;

/// <summary>A moment that is told by its weekday, with the date when it is a week or more after the telling.</summary>
/// <param name="At">In the zone in which it is told.</param>
/// <param name="WithDate">Whether the weekday does not say it.</param>
public readonly record struct NearTime(ZonedDateTime At, bool WithDate)
{
    private static readonly Duration Week = Duration.FromDays(6);

    public static NearTime Of(Instant at, Instant now, DateTimeZone zone) => new(at.InZone(zone), at - now >= Week);
}

/// <summary>A day, or several on end.</summary>
public sealed record DaySpan(LocalDate From, LocalDate To);

/// <summary>A SIP final response: 300 to 699 (RFC 3261 §21).</summary>
public readonly record struct SipResponse(int Code);

/// <summary>A hang-up cause: 0 to 127 (ITU-T Q.850, as Asterisk has them in <c>causes.h</c>).</summary>
public readonly record struct Q850Cause(int Code);

/// <summary>What was seen beside a hang-up cause.</summary>
public enum HangupRemark
{
    Rang,
    DidNotRing,
    Configuration,
    TrunkCredentials,
    NoCommonCodec,
}

/// <summary>What <c>doctor</c> looks at.</summary>
public enum CheckSubject
{
    Configuration,
    Policies,
    Numbers,
    ZoneData,
    Postgres,
    Clock,
    Jobs,
    Notices,
    Asterisk,
    Ami,
    Ari,
    Modules,
    Dialplan,
    Operators,
    QueueLog,
}

/// <summary>What something of an Asterisk is needed for.</summary>
public enum AsteriskUse
{
    OnThePhone,
    FreeOperators,
    Queues,
    Stasis,
    DeviceStates,
    Ari,
    AriEvents,
    HandedOverCalls,
    Probe,
    Joining,
    Calling,
    StoppingAnnouncements,
    Answering,
    Announcements,
    RingingTone,
    BridgeGreeting,
    CustomerNumber,
    TellingApart,
    LastResort,
    MachineListening,
    MachineSilence,
    HearingBothSides,
    Recording,
    DialledWith,
}
