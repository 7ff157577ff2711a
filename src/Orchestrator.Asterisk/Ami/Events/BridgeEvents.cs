namespace Orchestrator.Asterisk.Ami;

/// <summary>A channel joined a bridge; <paramref name="Channels"/> are in it now, this one included.</summary>
public sealed record BridgeEnter(AmiChannel Channel, string BridgeUniqueid, int Channels)
{
    public static BridgeEnter? TryRead(AmiMessage message) =>
        message.EventName == nameof(BridgeEnter)
        && AmiChannel.TryRead(message) is { } channel
        && message.Text("BridgeUniqueid") is { } bridge
            ? new(channel, bridge, message.Int("BridgeNumChannels") ?? 0)
            : null;
}

/// <summary>A channel left a bridge; <paramref name="Channels"/> are still in it.</summary>
public sealed record BridgeLeave(AmiChannel Channel, string BridgeUniqueid, int Channels)
{
    public static BridgeLeave? TryRead(AmiMessage message) =>
        message.EventName == nameof(BridgeLeave)
        && AmiChannel.TryRead(message) is { } channel
        && message.Text("BridgeUniqueid") is { } bridge
            ? new(channel, bridge, message.Int("BridgeNumChannels") ?? 0)
            : null;
}

/// <summary>A bridge that is there now, from the list that BridgeList brings.</summary>
/// <param name="BridgeUniqueid">CoreShowChannel calls it BridgeId.</param>
/// <param name="Technology">simple_bridge, native_rtp, softmix, holding_bridge, …</param>
public sealed record BridgeListItem(string BridgeUniqueid, string Technology)
{
    public static BridgeListItem? TryRead(AmiMessage message) =>
        message.EventName == nameof(BridgeListItem)
        && message.Text("BridgeUniqueid") is { } bridge
        && message.Text("BridgeTechnology") is { } technology
            ? new(bridge, technology)
            : null;
}

/// <summary>Joins the two uniqueids that a masquerade swaps: <paramref name="Transferee"/> goes on where the second leg was.</summary>
/// <param name="OriginalLeg">The transferer's leg to the transferee.</param>
/// <param name="SecondLeg">The transferer's leg to the target.</param>
/// <param name="Transferee">Null where Asterisk does not name one.</param>
/// <param name="Target">TransferTarget; null where the target is an application or a bridge.</param>
/// <param name="Result">Success, Fail, Invalid, Not Permitted.</param>
/// <param name="DestinationType">Bridge, App, Link, Threeway or Fail.</param>
/// <param name="DestinationApp">Such as Queue.</param>
public sealed record AttendedTransfer(
    AmiChannel OriginalLeg, AmiChannel SecondLeg, AmiChannel? Transferee, AmiChannel? Target, string Result, string? DestinationType, string? DestinationApp)
{
    public static AttendedTransfer? TryRead(AmiMessage message) =>
        message.EventName == nameof(AttendedTransfer)
        && AmiChannel.TryRead(message, "OrigTransferer") is { } original
        && AmiChannel.TryRead(message, "SecondTransferer") is { } second
            ? new(
                original,
                second,
                AmiChannel.TryRead(message, "Transferee"),
                AmiChannel.TryRead(message, "TransferTarget"),
                message.Text("Result") ?? "",
                message.Text("DestType"),
                message.Text("DestApp"))
            : null;
}

/// <param name="Transferee">Who was transferred; null where Asterisk does not name one.</param>
/// <param name="Result">Success, Fail, Invalid, Not Permitted.</param>
public sealed record BlindTransfer(AmiChannel Transferer, AmiChannel? Transferee, string Result, string? Context, string? Extension)
{
    public static BlindTransfer? TryRead(AmiMessage message) =>
        message.EventName == nameof(BlindTransfer) && AmiChannel.TryRead(message, "Transferer") is { } transferer
            ? new(
                transferer,
                AmiChannel.TryRead(message, "Transferee"),
                message.Text("Result") ?? "",
                message.Text("Context"),
                message.Text("Extension"))
            : null;
}

/// <param name="Caller">Null for an originated call.</param>
public sealed record DialBegin(AmiChannel? Caller, AmiChannel Called, string? DialString)
{
    public static DialBegin? TryRead(AmiMessage message) =>
        message.EventName == nameof(DialBegin) && AmiChannel.TryRead(message, "Dest") is { } called
            ? new(AmiChannel.TryRead(message), called, message.Text("DialString"))
            : null;
}

/// <summary>Status: ANSWER, BUSY, NOANSWER, CANCEL, CONGESTION, CHANUNAVAIL, ABORT, CONTINUE, …</summary>
public sealed record DialEnd(AmiChannel? Caller, AmiChannel Called, string Status)
{
    public static DialEnd? TryRead(AmiMessage message) =>
        message.EventName == nameof(DialEnd)
        && AmiChannel.TryRead(message, "Dest") is { } called
        && message.Text("DialStatus") is { } status
            ? new(AmiChannel.TryRead(message), called, status)
            : null;
}
