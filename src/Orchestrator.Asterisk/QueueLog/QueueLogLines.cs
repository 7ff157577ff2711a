namespace Orchestrator.Asterisk.QueueLog;

/// <summary>Cuts a stream into lines without ever keeping more of it than a buffer.</summary>
internal sealed class QueueLogLines(Stream stream, QueueLogTally tally)
{
    private readonly byte[] buffer = new byte[4 * QueueLogReader.MostBytes];
    private int start;
    private int end;

    /// <summary>The next line without its break, valid until the next call. Lines that are too long or have no end are counted and left out.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        var skipping = false;
        while (true)
        {
            var at = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var length = searched + at;
                line = buffer.AsSpan(start, length);
                start += length + 1;
                if (!skipping && length <= QueueLogReader.MostBytes)
                    return true;
                tally.TooLong++;
                (searched, skipping) = (0, false);
                continue;
            }

            searched = end - start;
            if (searched > QueueLogReader.MostBytes)
                (start, searched, skipping) = (end, 0, true);
            if (!Fill())
            {
                if (searched > 0 || skipping)
                    tally.CutOff++;
                line = default;
                return false;
            }
        }
    }

    private bool Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var read = stream.Read(buffer.AsSpan(end));
        end += read;
        return read > 0;
    }
}
