using System.Globalization;
using NodaTime;
using Orchestrator.Asterisk.Ami;

namespace Orchestrator.Engine.Intake;

/// <summary>AMI events in the tracker's vocabulary. Needs read classes <c>call</c>, <c>agent</c> and, for full queues and empty ones, <c>dialplan</c>.</summary>
public static class AmiCallSignals
{
    /// <summary>The technology of bridges in which people wait, such as a parking lot.</summary>
    internal const string HoldingBridge = "holding_bridge";

    /// <summary>The state in which a channel begins that Asterisk was asked to make; one that rings in begins as "Ring" (ast_state2str).</summary>
    private const string Down = "Down";

    /// <summary>The signal that an event is, or null when it says nothing about missed calls.</summary>
    /// <param name="app">The Stasis application of the dialplan.</param>
    public static CallSignal? Read(AmiMessage message, string app)
    {
        switch (message.EventName)
        {
            case nameof(Newchannel) when Newchannel.TryRead(message) is { Channel: var c }:
                return new CallSignal.ChannelSeen(c.Uniqueid, c.Linkedid, c.CallerIdNum, c.CallerIdName, c.Exten, c.State == Down, EndpointOf(c.Channel));

            case "NewCallerid" when message["CID-CallingPres"] is { } presentation && message["Uniqueid"] is { } uniqueId && message["Linkedid"] is { } linkedId:
                return new CallSignal.PresentationSeen(uniqueId, linkedId, IsRestricted(presentation));

            case nameof(Hangup) when Hangup.TryRead(message) is { Channel: var c }:
                return new CallSignal.ChannelGone(c.Uniqueid, c.Linkedid);

            case nameof(QueueCallerJoin) when QueueCallerJoin.TryRead(message) is { Caller: var c } e:
                return new CallSignal.QueueJoined(c.Uniqueid, c.Linkedid, e.Queue, e.Position, c.CallerIdNum, c.CallerIdName);

            case nameof(QueueCallerAbandon) when QueueCallerAbandon.TryRead(message) is { Caller: var c } e:
                return new CallSignal.QueueAbandoned(c.Uniqueid, c.Linkedid, e.Queue, Place(e.Position), Duration.FromTimeSpan(e.HoldTime));

            case nameof(QueueCallerLeave) when QueueCallerLeave.TryRead(message) is { Caller: var c } e:
                return new CallSignal.QueueLeft(c.Uniqueid, c.Linkedid, e.Queue, Place(e.Position));

            case nameof(AgentConnect) when AgentConnect.TryRead(message) is { Caller: var c } e:
                return new CallSignal.AgentConnected(c.Uniqueid, c.Linkedid, e.Interface);

            case nameof(VarSet) when message["Variable"] == "QUEUESTATUS" && VarSet.TryRead(message) is { Channel: { } c, Value: { Length: > 0 } status }:
                return new CallSignal.QueueStatus(c.Uniqueid, c.Linkedid, status);

            case "Newexten" when DialplanApp.QueueOf(message["Application"], message["AppData"]) is { } queue && message["Uniqueid"] is { } id && message["Linkedid"] is { } call:
                return new CallSignal.QueueTried(id, call, queue);

            case "Newexten" when message["Application"] == "Stasis" && message["Uniqueid"] is { } id && message["Linkedid"] is { } call
                && (message["AppData"] ?? "").Split(',') is [var name, .. var arguments] && name == app:
                return new CallSignal.HandedOver(id, call, Handover.Read(arguments));

            case nameof(DialBegin) when DialBegin.TryRead(message) is { Caller: { } c }:
                return new CallSignal.Dialled(c.Uniqueid, c.Linkedid);

            // In a holding bridge people wait; nobody talks there.
            case nameof(BridgeEnter) when message["BridgeTechnology"] != HoldingBridge && BridgeEnter.TryRead(message) is { Channel: var c } e:
                return new CallSignal.BridgeEntered(c.Uniqueid, c.Linkedid, e.BridgeUniqueid);

            case nameof(BridgeLeave) when BridgeLeave.TryRead(message) is { Channel: var c } e:
                return new CallSignal.BridgeLeft(c.Uniqueid, c.Linkedid, e.BridgeUniqueid);

            default:
                return null;
        }
    }

    // "32 (Presentation Prohibited, Not Screened)": bits 5 and 6 are ITU-T Q.951's presentation indicator, and 01 is "restricted" (callerid.h).
    private static bool IsRestricted(string presentation) =>
        int.TryParse(presentation.Split(' ', 2)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && (bits & 0x60) == 0x20;

    /// <summary><c>PJSIP/101</c> of <c>PJSIP/101-0000002a</c>.</summary>
    internal static string? EndpointOf(string channel) => channel.LastIndexOf('-') is > 0 and var end ? channel[..end] : null;

    private static int? Place(int? position) => position > 0 ? position : null;
}
