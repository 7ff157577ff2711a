using NodaTime;

namespace Orchestrator.Engine.Intake;

/// <summary>What queue_log alone tells of calls, by the reading that live events have.</summary>
internal static class QueueLogVerdicts
{
    /// <summary>The verdicts on calls that are over, for all that the log tells, in the log's order.</summary>
    public static IEnumerable<CallVerdict> Of(string pbx, IEnumerable<QueueLogStay> stays)
    {
        foreach (var stay in stays)
        {
            var tracker = new CallTracker(pbx);
            var told = new QueueLogCatchUp(tracker, Duration.Zero);
            foreach (var verdict in told.Take(NodaConstants.UnixEpoch, [stay]))
            {
                yield return verdict;
            }

            if (told.Endings.TryGetValue(stay.Id, out var end))
            {
                foreach (var verdict in tracker.On(new CallSignal.ChannelGone(stay.Id, stay.Id), end, QueueLogCatchUp.Source))
                {
                    yield return verdict;
                }
            }
        }
    }
}
