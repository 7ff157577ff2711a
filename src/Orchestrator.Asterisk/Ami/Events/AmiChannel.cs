namespace Orchestrator.Asterisk.Ami;

/// <summary>A channel as events describe it. Parties are null where Asterisk says "unknown".</summary>
public sealed record AmiChannel
{
    public required string Channel { get; init; }

    public required string Uniqueid { get; init; }

    /// <summary>The uniqueid of the oldest channel of the call. A masquerade may change it.</summary>
    public required string Linkedid { get; init; }

    public string? CallerIdNum { get; init; }

    public string? CallerIdName { get; init; }

    public string? ConnectedLineNum { get; init; }

    public string? ConnectedLineName { get; init; }

    public string? Context { get; init; }

    public string? Exten { get; init; }

    public string? AccountCode { get; init; }

    /// <summary>Down, Ring, Ringing, Up, …</summary>
    public string? State { get; init; }

    /// <summary>The channel whose headers carry the prefix ("" or "Dest", "Transferee", …); null when name, uniqueid or linkedid is missing.</summary>
    public static AmiChannel? TryRead(AmiMessage message, string prefix = "")
    {
        if (message.Text(prefix + "Channel") is not { } channel
            || message.Text(prefix + "Uniqueid") is not { } uniqueid
            || message.Text(prefix + "Linkedid") is not { } linkedid)
        {
            return null;
        }

        return new AmiChannel
        {
            Channel = channel,
            Uniqueid = uniqueid,
            Linkedid = linkedid,
            CallerIdNum = message.Party(prefix + "CallerIDNum"),
            CallerIdName = message.EscapedParty(prefix + "CallerIDName"),
            ConnectedLineNum = message.Party(prefix + "ConnectedLineNum"),
            ConnectedLineName = message.EscapedParty(prefix + "ConnectedLineName"),
            Context = message.Text(prefix + "Context"),
            Exten = message.Text(prefix + "Exten"),
            AccountCode = message.Text(prefix + "AccountCode"),
            State = message.Text(prefix + "ChannelStateDesc"),
        };
    }
}
