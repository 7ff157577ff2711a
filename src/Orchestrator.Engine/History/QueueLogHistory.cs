using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;
using Orchestrator.Asterisk.QueueLog;
using Orchestrator.Core.Replay;

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
    /// <inheritdoc cref="QueueLogFiles.InOrder"/>
    public QueueLogHistory(IReadOnlyList<string> paths, ReplaySpan span, Instant now)
    {
        (this.span, this.now) = (span, now);
        files = QueueLogFiles.InOrder(paths);
        bytes = files.Sum(f => QueueLogFiles.Guarded(f, () => new FileInfo(f).Length));
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

    private IEnumerable<QueueLogEntry> Entries(string path)
    {
        foreach (var entry in QueueLogFiles.Entries(path, lines, file => current = file))
        {
            yield return entry;
        }

        done += new FileInfo(path).Length;
    }
}
