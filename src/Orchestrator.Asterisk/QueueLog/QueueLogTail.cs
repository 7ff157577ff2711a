using System.Buffers.Text;

namespace Orchestrator.Asterisk.QueueLog;

/// <summary>
/// The latest records of a queue_log and of what was rotated beside it (<c>queue_log.1</c>, <c>queue_log-20261130.gz</c>). A place in it is a time:
/// no rotation, copy or restart moves that, and whoever reads a second twice can tell by the uniqueids.
/// </summary>
/// <param name="path">The file that Asterisk writes.</param>
public sealed class QueueLogTail(string path)
{
    // Beginning to read this much too early costs less than looking for the place.
    private const int NearEnough = 64 * 1024;

    /// <summary>The file that Asterisk writes.</summary>
    public string Source { get; } = path;

    /// <summary>Records from a time on, in the order of the files. They are read as they are taken.</summary>
    /// <param name="since">Seconds since 1970, UTC.</param>
    /// <exception cref="IOException">The file, or one that was rotated, cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public IEnumerable<QueueLogEntry> Since(long since, QueueLogTally tally)
    {
        foreach (var file in Files(since))
        {
            using var stream = QueueLogFile.Open(file);
            var isZipped = QueueLogFile.IsZipped(stream);
            if (!isZipped)
            {
                Seek(stream, since);
            }

            using var text = isZipped ? QueueLogFile.Text(stream) : stream;
            foreach (var entry in new QueueLogReader(text, tally).Read())
            {
                if (entry.Time >= since)
                {
                    yield return entry;
                }
            }
        }
    }

    /// <summary>Why the file cannot be read; null: it can.</summary>
    public string? Fault()
    {
        try
        {
            using var file = QueueLogFile.Open(Source);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>The files that can have records of that time and later, oldest first.</summary>
    internal IReadOnlyList<string> Files(long since)
    {
        var name = Path.GetFileName(Source);
        var beside = Path.GetDirectoryName(Path.GetFullPath(Source))!;
        if (!File.Exists(Source))
        {
            throw new FileNotFoundException($"There is no file {Source}.", Source);
        }

        var all = Directory.EnumerateFiles(beside, name + "*")
            .Where(f => Path.GetFileName(f) is var n && (n.Length == name.Length || n[name.Length] is '.' or '-'))
            .Select(f => (File: f, First: FirstTime(f)))
            .Where(f => f.First is not null)
            .OrderBy(f => f.First)
            .ToList();
        var from = all.FindLastIndex(f => f.First < since);
        return [.. all.Skip(Math.Max(from, 0)).Select(f => f.File)];
    }

    /// <summary>Whatever else lies there, a note or a copy of something, has no record and is none of the log's files.</summary>
    private static long? FirstTime(string file)
    {
        try
        {
            return QueueLogFile.FirstTime(file);
        }
        catch (NoQueueLogException)
        {
            return null;
        }
    }

    /// <summary>To the start of a line before the first record of that time; times ascend in a file, but for a clock that was set back.</summary>
    private static void Seek(FileStream file, long time)
    {
        var (low, high) = (0L, file.Length);
        while (high - low > NearEnough)
        {
            var middle = low + ((high - low) / 2);
            if (TimeBehind(file, middle) < time)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        file.Position = low;
        if (low > 0)
        {
            SkipLine(file);
        }
    }

    /// <summary>The time of the first record behind a place; the end of all times where there is none.</summary>
    private static long TimeBehind(FileStream file, long place)
    {
        file.Position = place;
        SkipLine(file);
        Span<byte> line = stackalloc byte[QueueLogRecord.TimeDigits + 1];
        while (file.ReadAtLeast(line, line.Length, throwOnEndOfStream: false) == line.Length)
        {
            if (QueueLogRecord.Begins(line) && Utf8Parser.TryParse(line[..QueueLogRecord.TimeDigits], out long time, out _))
            {
                return time;
            }

            file.Position -= line.Length; // its break may be among what was read
            SkipLine(file);
        }

        return long.MaxValue;
    }

    private static void SkipLine(FileStream file)
    {
        while (file.ReadByte() is not (-1 or '\n'))
        {
        }
    }
}
