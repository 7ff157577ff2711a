using Orchestrator.Core.Reasons;
using Orchestrator.Core.Replay;

namespace Orchestrator.Engine.History;

/// <summary>What a replay cannot know; it goes with every report.</summary>
internal static class Assumptions
{
    public static IReadOnlyList<Reason> Of(HistoryNotes notes, ReplayReport report)
    {
        var list = new List<Reason>
        {
            new Reason.AnswersUnknown(),
            new Reason.CallsAgainUnknown(),
            new Reason.EverybodyIsFree(),
            new Reason.OpenCasesPlayedOn(),
            notes.Source == "database"
                ? new Reason.AnsweredOnlyInCases()
                : new Reason.QueueLogKnowsQueuesOnly(),
        };
        if (report.Estimate is { } estimate)
        {
            list.Add(new Reason.EstimateMade((int)estimate.MeasuredAttempts, estimate.PooledHours == 0 ? null : estimate.PooledHours));
        }
        else
        {
            list.Add(notes.Source == "database"
                ? new Reason.EstimateNeedsAttempts(AnswerRates.FewestInAll)
                : new Reason.EstimateNeedsDatabase());
        }

        list.Add(notes.Talks > 0
            ? new Reason.TalkMeasured((int)notes.TalkSeconds, (int)notes.Talks)
            : new Reason.TalkAssumed((int)notes.TalkSeconds));
        return list;
    }
}
