namespace Orchestrator.Asterisk.QueueLog;

/// <summary>Cuts a stream into lines without ever keeping more of it than a buffer.</summary>
internal sealed class QueueLogLines(Stream stream, QueueLogTally tally)
{
    private readonly byte[] _buffer = new byte[4 * QueueLogReader.MostBytes];
    private int _start;
    private int _end;

    /// <summary>The next line without its break, valid until the next call. Lines that are too long or have no end are counted and left out.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        var skipping = false;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var length = searched + at;
                line = _buffer.AsSpan(_start, length);
                _start += length + 1;
                if (!skipping && length <= QueueLogReader.MostBytes)
                    return true;
                tally.TooLong++;
                (searched, skipping) = (0, false);
                continue;
            }

            searched = _end - _start;
            if (searched > QueueLogReader.MostBytes)
                (_start, searched, skipping) = (_end, 0, true);
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
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var read = stream.Read(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }
}
