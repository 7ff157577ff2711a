using NodaTime;

namespace Orchestrator.Engine.Intake;

/// <summary>What AMI or ARI told about one call, in one vocabulary: a closed set.</summary>
/// <param name="LinkedId">The call that the channel belongs to.</param>
public abstract record CallSignal(string UniqueId, string LinkedId)
{
    /// <summary>A channel exists. Caller and dialled number are null where the source does not tell.</summary>
    /// <param name="Endpoint">Whose channel it is, such as <c>PJSIP/101</c>.</param>
    /// <param name="IsOriginated">Somebody asked Asterisk to make it: click-to-call, a campaign.</param>
    public sealed record ChannelSeen(string UniqueId, string LinkedId, string? CallerNumber, string? CallerName, string? Did, bool IsOriginated = false, string? Endpoint = null)
        : CallSignal(UniqueId, LinkedId)
    {
        /// <summary>What a channel is asked for the number that it dialled.</summary>
        public const string DidVariable = "CALLERID(dnid)";
    }

    /// <summary>Whether the caller wants the number shown (<c>Privacy: id</c>, CLIR). It may be told more than once; the first that hides it holds.</summary>
    public sealed record PresentationSeen(string UniqueId, string LinkedId, bool IsRestricted) : CallSignal(UniqueId, LinkedId)
    {
        /// <summary>What a channel is asked for it.</summary>
        public const string Variable = "CALLERID(num-pres)";

        /// <summary><c>prohib_passed_screen</c> and its like (callerid.c).</summary>
        public static bool IsRestrictedWord(string? value) => value?.StartsWith("prohib", StringComparison.Ordinal) == true;
    }

    /// <summary>The channel is gone.</summary>
    public sealed record ChannelGone(string UniqueId, string LinkedId) : CallSignal(UniqueId, LinkedId);

    /// <summary>The dialplan ran <c>Stasis(…,track)</c>: the call counts as inbound from now on, queue or not.</summary>
    public sealed record Tracked(string UniqueId, string LinkedId) : CallSignal(UniqueId, LinkedId);

    /// <summary>The dialplan runs <c>Stasis()</c>, as AMI has it; whether anybody takes the call there is not said.</summary>
    public sealed record HandedOver(string UniqueId, string LinkedId, Handover What) : CallSignal(UniqueId, LinkedId);

    /// <summary>The dialplan runs <c>Queue()</c>; whether the caller gets in is not said yet.</summary>
    public sealed record QueueTried(string UniqueId, string LinkedId, string Queue) : CallSignal(UniqueId, LinkedId);

    /// <summary>The caller waits. The caller ID is the one that the dialplan left, which may differ from the one that came in.</summary>
    /// <param name="IsToldLate">By queue_log: the events may have told it before.</param>
    public sealed record QueueJoined(string UniqueId, string LinkedId, string Queue, int? Position, string? CallerNumber = null, string? CallerName = null, bool IsToldLate = false)
        : CallSignal(UniqueId, LinkedId);

    public sealed record QueueAbandoned(string UniqueId, string LinkedId, string Queue, int? Position, Duration? Waited) : CallSignal(UniqueId, LinkedId);

    public sealed record QueueLeft(string UniqueId, string LinkedId, string Queue, int? Position = null) : CallSignal(UniqueId, LinkedId);

    /// <summary><c>QUEUESTATUS</c> was set: TIMEOUT, FULL, JOINEMPTY, LEAVEEMPTY, WITHDRAW, CONTINUE…</summary>
    public sealed record QueueStatus(string UniqueId, string LinkedId, string Status) : CallSignal(UniqueId, LinkedId);

    /// <summary>A queue member took the call. The interface is null where the source does not tell.</summary>
    public sealed record AgentConnected(string UniqueId, string LinkedId, string? Interface = null) : CallSignal(UniqueId, LinkedId);

    /// <summary>The call rings somebody outside of a queue.</summary>
    public sealed record Dialled(string UniqueId, string LinkedId) : CallSignal(UniqueId, LinkedId);

    /// <summary>The channel entered a bridge in which people talk (holding bridges are not reported).</summary>
    public sealed record BridgeEntered(string UniqueId, string LinkedId, string Bridge) : CallSignal(UniqueId, LinkedId);

    public sealed record BridgeLeft(string UniqueId, string LinkedId, string Bridge) : CallSignal(UniqueId, LinkedId);
}
