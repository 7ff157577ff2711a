using System.IO.Compression;

namespace Orchestrator.Asterisk.QueueLog;

/// <summary>One file of queue_log, gzipped or not.</summary>
public static class QueueLogFile
{
    /// <summary>Its text; a gzipped one is told by its first bytes, not by its name.</summary>
    public static Stream Text(FileStream file) => IsZipped(file) ? new GZipStream(file, CompressionMode.Decompress) : file;

    /// <summary>The time of its first record; null when it has no lines, as one that was just rotated.</summary>
    /// <exception cref="NoQueueLogException">It has lines, and none of them is a record.</exception>
    public static long? FirstTime(string path)
    {
        using var file = Open(path);
        using var text = Text(file);
        var tally = new QueueLogTally();
        foreach (var entry in new QueueLogReader(text, tally).Read())
        {
            return entry.Time;
        }

        return tally.Unreadable + tally.TooLong == 0 ? null : throw new NoQueueLogException(path);
    }

    /// <summary>Asterisk writes to it, renames it and takes it away meanwhile.</summary>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Leaves the file at its start.</summary>
    internal static bool IsZipped(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        var zipped = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual((ReadOnlySpan<byte>)[0x1f, 0x8b]);
        file.Position = 0;
        return zipped;
    }
}

/// <summary>A file has lines, and none of them is a record of queue_log.</summary>
public sealed class NoQueueLogException(string path) : IOException($"No line of {path} is a record of queue_log.");
