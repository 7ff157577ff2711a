using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using NodaTime;
using Orchestrator.Asterisk.QueueLog;
using Orchestrator.Core.Reasons;
using Orchestrator.Core.Replay;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.History;

/// <summary>The calls of queue_log: one file, or several rotated ones in any order, gzipped or not.</summary>
internal sealed class QueueLogHistory : IHistory
{
    // Clocks differ; a record may be a little ahead of ours.
    private static readonly Duration Ahead = Duration.FromDays(1);

    private readonly QueueLogTally lines = new();
    private readonly QueueLogCallTally calls = new();
    private readonly ImmutableArray<string> files;
    private readonly ReplaySpan span;
    private readonly Instant now;
    private readonly long bytes;
    private long done;
    private FileStream? current;

    /// <summary>Looks at the files and puts them into the order of their first records.</summary>
    /// <exception cref="StartupException">A file cannot be read.</exception>
    public QueueLogHistory(IReadOnlyList<string> paths, ReplaySpan span, Instant now)
    {
        (this.span, this.now) = (span, now);
        files = [.. paths.Distinct(StringComparer.Ordinal).OrderBy(FirstTime)];
        bytes = files.Sum(f => Guarded(f, () => new FileInfo(f).Length));
    }

    public double Progress => bytes == 0 ? 1 : (double)(done + (current?.Position ?? 0)) / bytes;

    public HistoryNotes Notes() => HistoryNotes.Of(
        "queue_log",
        calls.Talks,
        new QueueLogNotes(
            files, lines.Records, lines.Continued, lines.Unreadable, lines.TooLong, lines.CutOff,
            calls.FromTheFuture, calls.StillWaiting, calls.WithoutEnd, calls.LostAtStart));

    public async IAsyncEnumerable<HistoricCall> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        // Files are read ahead by the system: nothing is won by waiting for them asynchronously, line by line.
        await Task.CompletedTask;
        foreach (var call in new QueueLogCalls(calls, now + Ahead).Of(files.SelectMany(Entries)))
        {
            cancel.ThrowIfCancellationRequested();
            if (span.Has(call.At))
            {
                yield return call;
            }
        }
    }

    private static long FirstTime(string path) =>
        Guarded(path, () =>
        {
            using var file = File.OpenRead(path);
            using var text = Text(file);
            var tally = new QueueLogTally();
            using var records = new QueueLogReader(text, tally).Read().GetEnumerator();
            return records.MoveNext() ? records.Current.Time
                : tally.Unreadable + tally.TooLong == 0 ? long.MaxValue // empty: just rotated
                : throw new NoQueueLogException();
        });

    private static Stream Text(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        var zipped = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual((ReadOnlySpan<byte>)[0x1f, 0x8b]);
        file.Position = 0;
        return zipped ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or NoQueueLogException)
        {
            throw new StartupException(new Reason.QueueLogUnreadable(), [new Reason.NotReached(path, e is NoQueueLogException ? new Reason.NoQueueLogRecord() : new Reason.Quoted(e.Message.TrimEnd('.')))]);
        }
    }

    private IEnumerable<QueueLogEntry> Entries(string path)
    {
        using var file = Guarded(path, () => File.OpenRead(path));
        using var text = Text(file);
        current = file;
        using var entries = new QueueLogReader(text, lines).Read().GetEnumerator();
        while (Guarded(path, entries.MoveNext))
        {
            yield return entries.Current;
        }

        current = null;
        done += file.Length;
    }

    /// <summary>A file has lines, and none of them is a record.</summary>
    public sealed class NoQueueLogException : Exception;
}
