namespace Orchestrator.Asterisk.Ami;

public sealed record Newchannel(AmiChannel Channel)
{
    public static Newchannel? TryRead(AmiMessage message) =>
        message.EventName == nameof(Newchannel) && AmiChannel.TryRead(message) is { } channel ? new(channel) : null;
}

public sealed record Newstate(AmiChannel Channel)
{
    public static Newstate? TryRead(AmiMessage message) =>
        message.EventName == nameof(Newstate) && AmiChannel.TryRead(message) is { } channel ? new(channel) : null;
}

/// <param name="Cause">Q.850.</param>
/// <param name="CauseText">Cause-txt.</param>
/// <param name="TechCause">The SIP code where the channel is SIP and Asterisk is 20.17, 22.7 or newer.</param>
public sealed record Hangup(AmiChannel Channel, int Cause, string? CauseText, int? TechCause)
{
    public static Hangup? TryRead(AmiMessage message) =>
        message.EventName == nameof(Hangup) && AmiChannel.TryRead(message) is { } channel && message.Int("Cause") is { } cause
            ? new(channel, cause, message.Text("Cause-txt"), message.Int("TechCause") is > 0 and { } code ? code : null)
            : null;
}

/// <summary>One line of the list that CoreShowChannels brings.</summary>
public sealed record CoreShowChannel(AmiChannel Channel, string? BridgeId, string? Application, string? ApplicationData, string? Duration)
{
    public static CoreShowChannel? TryRead(AmiMessage message) =>
        message.EventName == nameof(CoreShowChannel) && AmiChannel.TryRead(message) is { } channel
            ? new(channel, message.Text("BridgeId"), message.Text("Application"), message.Text("ApplicationData"), message.Text("Duration"))
            : null;
}

/// <param name="Channel">Null for a global variable.</param>
/// <param name="Value">As set, unescaped.</param>
public sealed record VarSet(AmiChannel? Channel, string Variable, string Value)
{
    public static VarSet? TryRead(AmiMessage message) =>
        message.EventName == nameof(VarSet) && message.Text("Variable") is { } variable && message["Value"] is { } value
            ? new(AmiChannel.TryRead(message), variable, AmiValues.Unescape(value))
            : null;
}

/// <summary>UserEvent() of the dialplan; its own fields are headers of the message.</summary>
public sealed record UserEvent(AmiChannel? Channel, string Name, AmiMessage Fields)
{
    public static UserEvent? TryRead(AmiMessage message) =>
        message.EventName == nameof(UserEvent) && message.Text("UserEvent") is { } name
            ? new(AmiChannel.TryRead(message), name, message)
            : null;
}

/// <summary>A device changed its state: NOT_INUSE, INUSE, BUSY, INVALID, UNAVAILABLE, RINGING, RINGINUSE, ONHOLD, UNKNOWN.</summary>
public sealed record DeviceStateChange(string Device, string State)
{
    public static DeviceStateChange? TryRead(AmiMessage message) =>
        message.EventName == nameof(DeviceStateChange) && message.Text("Device") is { } device && message.Text("State") is { } state
            ? new(device, state)
            : null;
}

/// <summary>Asterisk has loaded all its modules. Sent at each login, and only to users with read class <c>system</c>.</summary>
public sealed record FullyBooted(TimeSpan? Uptime)
{
    public static FullyBooted? TryRead(AmiMessage message) =>
        message.EventName == nameof(FullyBooted) ? new(message.Seconds("Uptime")) : null;
}
