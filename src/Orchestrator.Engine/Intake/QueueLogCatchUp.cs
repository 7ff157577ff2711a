using NodaTime;
using Orchestrator.Asterisk.QueueLog;

namespace Orchestrator.Engine.Intake;

/// <summary>
/// Tells a tracker what queue_log says of a time in which nobody listened, call by call, each at its own time. What the tracker knows already it may be told again.
/// queue_log has no hang-ups: which of the calls are over, a list of channels tells that is asked for afterwards.
/// </summary>
/// <param name="ahead">How far our clock is ahead of the PBX's.</param>
internal sealed class QueueLogCatchUp(CallTracker tracker, Duration ahead)
{
    public const string Source = "queue_log";

    /// <summary>How long before the gap a call may have come that waited in it.</summary>
    private static readonly Duration LongestStay = Duration.FromHours(6);

    // Whole seconds, and clocks that differ.
    private static readonly Duration Margin = Duration.FromSeconds(3);

    private readonly Dictionary<string, Instant> endings = new(StringComparer.Ordinal);

    /// <summary>When each call, by its linkedid, left its last queue; of a call that is over now, that was its end as far as anybody knows.</summary>
    public IReadOnlyDictionary<string, Instant> Endings => endings;

    /// <summary>From when on records are wanted, by the PBX's clock.</summary>
    public static long From(Instant since, Duration ahead) => (since - ahead - LongestStay).ToUnixTimeSeconds();

    /// <param name="since">When nobody listened any more.</param>
    /// <param name="stays">From <see cref="From"/> on.</param>
    public IEnumerable<CallVerdict> Take(Instant since, IEnumerable<QueueLogStay> stays)
    {
        foreach (var call in stays.Where(c => c.Waits || At(c.ToldUntil) >= since - Margin).Where(c => !tracker.IsConcluded(c.Id)))
        {
            foreach (var verdict in call.Entries.SelectMany(Tell))
            {
                yield return verdict;
            }

            if (call.LostAt is { } lostAt)
            {
                var (came, linkedId) = (call.Came, LinkedIdOf(call.Id));
                tracker.On(new CallSignal.QueueAbandoned(call.Id, linkedId, came.Queue, null, Duration.FromSeconds(lostAt - came.Time)), At(lostAt), Source);
                tracker.On(new CallSignal.QueueLeft(call.Id, linkedId, came.Queue), At(lostAt), Source);
            }

            if (!call.Waits)
            {
                endings[LinkedIdOf(call.Id)] = At(call.LostAt ?? call.Entries[^1].Time);
            }
        }
    }

    private IEnumerable<CallVerdict> Tell(QueueLogEntry entry) =>
        QueueLogSignals.Of(entry, LinkedIdOf(entry.CallId)).SelectMany(s => tracker.On(s, At(entry.Time), Source));

    private string LinkedIdOf(string callId) => tracker.CallOf(callId) ?? callId;

    private Instant At(long seconds) => Instant.FromUnixTimeSeconds(seconds) + ahead;
}
