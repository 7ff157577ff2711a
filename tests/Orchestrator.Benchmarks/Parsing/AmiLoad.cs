using System.Globalization;
using System.Text;

namespace Orchestrator.Benchmarks.Parsing;

/// <summary>A burst of AMI events, the same each time: queue, channel, bridge and variable events, unknown ones, hostile values.</summary>
internal static class AmiLoad
{
    public const string SequenceHeader = "X-Sequence";

    private static readonly string[] Hostile =
    [
        "command output follows", "--END COMMAND--", "Response: Success", "Жанна 😀", "a & b | c, \\\"d\\\" ${EXTEN}", "<script>alert(1)</script>", "Ann", "Event: Hangup",
    ];

    private static readonly string[] Events =
    [
        "Newchannel", "Newstate", "VarSet", "VarSet", "DialBegin", "BridgeEnter", "QueueCallerJoin", "QueueCallerAbandon", "QueueMemberStatus", "RTCPSent", "FromTheFuture", "Hangup",
    ];

    public static byte[] Generate(int events)
    {
        using var bytes = new MemoryStream(events * 420);
        var random = new Random(20261121);
        var block = new StringBuilder();
        for (var i = 0; i < events; i++)
        {
            block.Clear();
            Append(block, Events[random.Next(Events.Length)], i, random);
            bytes.Write(Encoding.UTF8.GetBytes(block.ToString()));

            // One in a thousand carries bytes that are no UTF-8, in a value of its own.
            if (i % 1000 == 0)
                bytes.Write([.. "X-Broken: "u8, 0xE2, 0x82, .. "\r\n"u8]);
            bytes.Write("\r\n"u8);
        }

        return bytes.ToArray();
    }

    private static void Append(StringBuilder block, string name, int number, Random random)
    {
        var id = 1_700_000_000 + (number / 20);
        var culture = CultureInfo.InvariantCulture;
        block.Append(culture, $"Event: {name}\r\nPrivilege: call,all\r\nChannel: PJSIP/trunk-{id:x8}\r\nChannelState: 6\r\nChannelStateDesc: Up\r\n");
        block.Append(culture, $"CallerIDNum: +7495{random.Next(10_000_000):D7}\r\nCallerIDName: {Hostile[random.Next(Hostile.Length)]}\r\n");
        block.Append(culture, $"ConnectedLineNum: <unknown>\r\nConnectedLineName: <unknown>\r\nLanguage: en\r\nAccountCode: \r\nContext: from-trunk\r\nExten: s\r\nPriority: 1\r\n");
        block.Append(culture, $"Uniqueid: {id}.{number}\r\nLinkedid: {id}.0\r\n");
        switch (name)
        {
            case "QueueCallerJoin" or "QueueCallerAbandon":
                block.Append(culture, $"Queue: sales\r\nPosition: 1\r\nOriginalPosition: 1\r\nHoldTime: {random.Next(100)}\r\n");
                break;
            case "VarSet":
                block.Append(culture, $"Variable: HINT\r\nValue: {(number % 5_000 == 0 ? new string('v', 4_096) : "command output follows")}\r\n");
                break;
            case "Hangup":
                block.Append("Cause: 16\r\nCause-txt: Normal Clearing\r\nTechCause: 200\r\n");
                break;
        }

        block.Append(culture, $"{SequenceHeader}: {number}\r\n");
    }
}
