using NodaTime;
using Orchestrator.Core.Replay;

namespace Orchestrator.Engine.History;

/// <summary>Where the calls of the past come from.</summary>
internal interface IHistory
{
    /// <summary>How much has been read, 0 to 1.</summary>
    double Progress { get; }

    /// <summary>The calls in the order of their times. May be read once.</summary>
    IAsyncEnumerable<HistoricCall> ReadAsync(CancellationToken cancel);

    /// <summary>What there is to say of the source once it was read.</summary>
    HistoryNotes Notes();
}

/// <summary>Which calls of the past. What is null does not matter.</summary>
/// <param name="Since">Then or later.</param>
/// <param name="Until">Before.</param>
internal sealed record ReplaySpan(Instant? Since, Instant? Until)
{
    public bool Has(Instant at) => !(at < Since) && !(at >= Until);
}

/// <summary>Where the calls came from, and what was wrong with it.</summary>
/// <param name="Source"><c>queue_log</c> or <c>database</c>.</param>
/// <param name="TalkSeconds">How long a talk takes in the estimate.</param>
/// <param name="Talks">How many talks that is the median of; 0: it is assumed.</param>
/// <param name="QueueLog">Of queue_log only.</param>
internal sealed record HistoryNotes(string Source, long TalkSeconds, long Talks, QueueLogNotes? QueueLog)
{
    /// <summary>Where no talk is known.</summary>
    private const long AssumedTalkSeconds = 180;

    public static HistoryNotes Of(string source, Distribution talks, QueueLogNotes? queueLog) =>
        new(source, talks.Quantile(0.5) ?? AssumedTalkSeconds, talks.Count, queueLog);
}

/// <summary>What became of the lines of queue_log. See <c>QueueLogTally</c> and <c>QueueLogCallTally</c>.</summary>
internal sealed record QueueLogNotes(
    IReadOnlyList<string> Files,
    long Records,
    long ContinuedLines,
    long Unreadable,
    long TooLong,
    long CutOff,
    long FromTheFuture,
    long StillWaiting,
    long WithoutEnd,
    long LostAtStart);
