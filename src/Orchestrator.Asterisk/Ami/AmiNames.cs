using System.Collections.Frozen;
using System.Text;

namespace Orchestrator.Asterisk.Ami;

/// <summary>Names of events and headers that come all the time, so that they are not allocated all the time. Others work just as well.</summary>
internal static class AmiNames
{
    private const int Longest = 32;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = new[]
    {
        "Event", "Response", "Privilege", "SequenceNumber", "Timestamp", "ActionID", "Message", "Output", "EventList",
        "Channel", "ChannelState", "ChannelStateDesc", "CallerIDNum", "CallerIDName", "ConnectedLineNum", "ConnectedLineName",
        "Language", "AccountCode", "Context", "Exten", "Priority", "Uniqueid", "Linkedid",
        "DestChannel", "DestChannelState", "DestChannelStateDesc", "DestCallerIDNum", "DestCallerIDName", "DestConnectedLineNum",
        "DestConnectedLineName", "DestLanguage", "DestAccountCode", "DestContext", "DestExten", "DestPriority", "DestUniqueid", "DestLinkedid",
        "Queue", "Position", "OriginalPosition", "Count", "HoldTime", "RingTime", "TalkTime", "Reason", "Interface", "MemberName",
        "StateInterface", "Membership", "Penalty", "CallsTaken", "LastCall", "LastPause", "LoginTime", "InCall", "Status", "Paused",
        "PausedReason", "Ringinuse", "Wrapuptime", "Device", "State", "Cause", "Cause-txt", "TechCause", "Variable", "Value",
        "BridgeUniqueid", "BridgeType", "BridgeTechnology", "BridgeCreator", "BridgeName", "BridgeNumChannels", "BridgeVideoSourceMode",
        "Application", "AppData", "Extension", "DialStatus", "DialString", "UserEvent",
        "Newchannel", "Newstate", "Newexten", "NewCallerid", "NewConnectedLine", "NewAccountCode", "Hangup", "HangupRequest", "SoftHangupRequest",
        "BridgeCreate", "BridgeDestroy", "BridgeEnter", "BridgeLeave", "VarSet", "DialBegin", "DialState", "DialEnd", "RTCPSent", "RTCPReceived",
        "QueueCallerJoin", "QueueCallerLeave", "QueueCallerAbandon", "AgentCalled", "AgentConnect", "AgentComplete", "AgentRingNoAnswer",
        "QueueMemberStatus", "QueueMemberAdded", "QueueMemberRemoved", "QueueMemberPause", "QueueMember", "QueueEntry", "QueueParams",
        "DeviceStateChange", "ExtensionStatus", "PeerStatus", "ContactStatus", "LocalBridge", "CoreShowChannel", "MusicOnHoldStart", "MusicOnHoldStop",
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Decode(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= Longest)
        {
            Span<char> text = stackalloc char[Longest];
            var length = Encoding.UTF8.GetChars(utf8, text);
            return Known.TryGetValue(text[..length], out var known) ? known : new string(text[..length]);
        }

        return Encoding.UTF8.GetString(utf8);
    }
}
