using System.Collections.Immutable;
using Orchestrator.Asterisk.QueueLog;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.History;

/// <summary>Files of queue_log that somebody names: rotated ones, gzipped or not, in any order.</summary>
internal static class QueueLogFiles
{
    /// <summary>Each once, in the order of their first records.</summary>
    /// <exception cref="StartupException">One cannot be read, or is no queue_log.</exception>
    public static ImmutableArray<string> InOrder(IEnumerable<string> paths) =>
        [.. paths.Distinct(StringComparer.Ordinal).OrderBy(p => Guarded(p, () => QueueLogFile.FirstTime(p)) ?? long.MaxValue)]; // empty: just rotated

    /// <summary>All records of a file.</summary>
    /// <param name="reading">Gets the file, whose position tells how far it is read; null before it is closed.</param>
    /// <inheritdoc cref="InOrder"/>
    public static IEnumerable<QueueLogEntry> Entries(string path, QueueLogTally tally, Action<FileStream?>? reading = null)
    {
        using var file = Guarded(path, () => QueueLogFile.Open(path));
        reading?.Invoke(file);
        using var text = QueueLogFile.Text(file);
        using var entries = new QueueLogReader(text, tally).Read().GetEnumerator();
        while (Guarded(path, entries.MoveNext))
        {
            yield return entries.Current;
        }

        reading?.Invoke(null);
    }

    /// <summary>Does something with a file, and says which one it was when that does not work.</summary>
    /// <inheritdoc cref="InOrder"/>
    public static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            throw new StartupException(new Reason.QueueLogUnreadable(), [new Reason.NotReached(path, e is NoQueueLogException ? new Reason.NoQueueLogRecord() : new Reason.Quoted(e.Message.TrimEnd('.')))]);
        }
    }
}
