namespace Orchestrator.Asterisk.QueueLog;

/// <summary>
/// Reads queue_log, <c>time|uniqueid|queue|agent|event|arguments</c>, as a stream of records: memory is bounded whatever the file is, and nothing in it
/// is an error. A record is a line that begins with a time, and the lines behind it that do not: Asterisk writes a caller's number as it came,
/// line breaks included. (So a caller whose number holds a whole record can forge one; nothing in the file tells it from a real one.)
/// </summary>
public sealed class QueueLogReader(Stream stream, QueueLogTally tally)
{
    /// <summary>The longest record in bytes. Asterisk's own buffer for the arguments ends at 8 KB.</summary>
    public const int MostBytes = 64 * 1024;

    private readonly QueueLogLines lines = new(stream, tally);
    private readonly byte[] record = new byte[MostBytes];
    private int length;

    /// <summary>The records in the order of the file. May be read once.</summary>
    public IEnumerable<QueueLogEntry> Read()
    {
        while (lines.TryRead(out var line))
        {
            if (!QueueLogRecord.Begins(line))
            {
                Continue(line);
                continue;
            }

            var known = TryTake(out var entry);
            line.CopyTo(record);
            length = line.Length;
            if (known)
                yield return entry;
        }

        if (TryTake(out var last))
            yield return last;
    }

    private void Continue(ReadOnlySpan<byte> line)
    {
        if (length == 0)
        {
            tally.Unreadable++; // a file that begins within a record
            return;
        }

        tally.Continued++;
        if (length + 1 + line.Length <= record.Length)
        {
            record[length] = (byte)'\n';
            line.CopyTo(record.AsSpan(length + 1));
            length += 1 + line.Length;
        }
    }

    private bool TryTake(out QueueLogEntry entry)
    {
        entry = default;
        if (length == 0)
            return false;
        var known = QueueLogRecord.TryParse(record.AsSpan(0, length), out entry);
        length = 0;
        if (known)
            tally.Records++;
        else
            tally.Unreadable++;
        return known;
    }
}
