using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Orchestrator.Asterisk.QueueLog;

/// <summary>Reads one record.</summary>
internal static class QueueLogRecord
{
    /// <summary>"1700000000|": seconds have ten digits from 2001 to 2286.</summary>
    public const int TimeDigits = 10;

    // Time, uniqueid, queue, agent, event; the arguments follow.
    private const int FieldsBeforeArguments = 5;
    private const int MostFields = 16;

    private static readonly SearchValues<byte> WordCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    /// <summary>Whether a line is the beginning of a record.</summary>
    public static bool Begins(ReadOnlySpan<byte> line) =>
        line.Length > TimeDigits && line[TimeDigits] == (byte)'|' && !line[..TimeDigits].ContainsAnyExceptInRange((byte)'0', (byte)'9');

    public static bool TryParse(ReadOnlySpan<byte> record, out QueueLogEntry entry)
    {
        entry = default;
        Span<Range> fields = stackalloc Range[MostFields];
        var text = record.TrimEnd("\r\n"u8);
        var count = Split(text, fields);
        if (count < FieldsBeforeArguments || !Utf8Parser.TryParse(text[..TimeDigits], out long time, out _))
            return false;

        var arguments = new Arguments(text, fields[FieldsBeforeArguments..count]);
        var name = text[fields[FieldsBeforeArguments - 1]];
        if (KindOf(name) is not { } kind)
            return false;

        entry = new QueueLogEntry(time, kind, TextOf(text[fields[1]]), TextOf(text[fields[2]]))
        {
            Caller = kind == QueueLogEvent.Entered ? arguments.Between(1, 1) : null,
            Did = kind == QueueLogEvent.Did ? arguments.Text(0) : null,
            Position = PositionOf(kind, arguments),
            Agent = kind == QueueLogEvent.Connected && text[fields[3]] is { IsEmpty: false } agent && !agent.SequenceEqual("NONE"u8) ? TextOf(agent) : null,
            Waited = WaitedOf(kind, name, arguments),
            Talked = kind == QueueLogEvent.Completed ? TalkedOf(name, arguments) : null,
        };
        return true;
    }

    // An event is a word, the dialplan's own ones (application QueueLog) included; anything else there is a torn record.
    private static QueueLogEvent? KindOf(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("ENTERQUEUE"u8) => QueueLogEvent.Entered,
        _ when name.SequenceEqual("CONNECT"u8) => QueueLogEvent.Connected,
        _ when name.SequenceEqual("ABANDON"u8) => QueueLogEvent.Abandoned,
        _ when name.SequenceEqual("COMPLETECALLER"u8) || name.SequenceEqual("COMPLETEAGENT"u8)
            || name.SequenceEqual("BLINDTRANSFER"u8) || name.SequenceEqual("ATTENDEDTRANSFER"u8) => QueueLogEvent.Completed,
        _ when name.SequenceEqual("EXITWITHTIMEOUT"u8) => QueueLogEvent.TimedOut,
        _ when name.SequenceEqual("EXITEMPTY"u8) => QueueLogEvent.Emptied,
        _ when name.SequenceEqual("EXITWITHKEY"u8) => QueueLogEvent.LeftByKey,
        _ when name.SequenceEqual("WITHDRAW"u8) => QueueLogEvent.Withdrawn,
        _ when name.SequenceEqual("DID"u8) => QueueLogEvent.Did,
        _ when name.SequenceEqual("QUEUESTART"u8) => QueueLogEvent.Started,
        [(>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z'), ..] when !name.ContainsAnyExcept(WordCharacters) => QueueLogEvent.Other,
        _ => null,
    };

    /// <summary>Up to as many fields as there is room for; the last one has all the rest.</summary>
    private static int Split(ReadOnlySpan<byte> text, Span<Range> fields)
    {
        var start = 0;
        for (var count = 0; ; count++)
        {
            var bar = count == fields.Length - 1 ? -1 : text[start..].IndexOf((byte)'|');
            fields[count] = bar < 0 ? start.. : start..(start + bar);
            if (bar < 0)
                return count + 1;
            start += bar + 1;
        }
    }

    private static int? WaitedOf(QueueLogEvent kind, ReadOnlySpan<byte> name, Arguments arguments) => kind switch
    {
        QueueLogEvent.Abandoned or QueueLogEvent.TimedOut or QueueLogEvent.Emptied or QueueLogEvent.Withdrawn => arguments.Whole(2),
        QueueLogEvent.LeftByKey => arguments.Whole(3),
        QueueLogEvent.Connected => arguments.Whole(0),
        QueueLogEvent.Completed => name[0] == (byte)'C' ? arguments.Whole(0) : arguments.Whole(arguments.Count - 3),
        _ => null,
    };

    private static int? PositionOf(QueueLogEvent kind, Arguments arguments) => kind switch
    {
        QueueLogEvent.Entered => arguments.Whole(arguments.Count - 1),
        QueueLogEvent.Abandoned or QueueLogEvent.TimedOut or QueueLogEvent.Emptied or QueueLogEvent.Withdrawn => arguments.Whole(0),
        QueueLogEvent.LeftByKey => arguments.Whole(1),
        _ => null,
    };

    private static int? TalkedOf(ReadOnlySpan<byte> name, Arguments arguments) =>
        name[0] == (byte)'C' ? arguments.Whole(1) : arguments.Whole(arguments.Count - 2);

    private static string TextOf(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private readonly ref struct Arguments(ReadOnlySpan<byte> text, ReadOnlySpan<Range> fields)
    {
        private readonly ReadOnlySpan<byte> text = text;
        private readonly ReadOnlySpan<Range> fields = fields;

        public int Count => fields.Length;

        public string? Text(int index) => index < Count && text[fields[index]] is { IsEmpty: false } field ? TextOf(field) : null;

        /// <summary>From the field at <paramref name="first"/> up to the <paramref name="behind"/> last ones: a number with a bar in it stays whole.</summary>
        public string? Between(int first, int behind)
        {
            var last = Math.Max(first, Count - 1 - behind);
            return last < Count && text[fields[first].Start..fields[last].End] is { IsEmpty: false } field ? TextOf(field) : null;
        }

        /// <summary>A whole number at the beginning of a field; what a torn record puts behind it does no harm.</summary>
        public int? Whole(int index) =>
            index >= 0 && index < Count && Utf8Parser.TryParse(text[fields[index]], out int seconds, out _) && seconds >= 0 ? seconds : null;
    }
}
