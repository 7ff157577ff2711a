using Orchestrator.Core.Replay;

namespace Orchestrator.Engine.History;

/// <summary>What a replay cannot know, in sentences that go with every report.</summary>
internal static class Assumptions
{
    public static IReadOnlyList<string> Of(HistoryNotes notes, ReplayReport report)
    {
        var list = new List<string>
        {
            "Cannot be known: whether a customer would have answered. The figures are bounds: nobody ever answers, so every attempt is made, and each rings to its end.",
            "Cannot be known: whether a customer who was called back would have called again anyway. Such calls are taken as they came.",
            "Operators and lines are taken as free at any time: waiting for one would make attempts later. Of the caps of numbers.yaml only that for one number is applied.",
            "Cases that are open at the end of the history are played to their ends as if nobody rang again.",
            notes.Source == "database"
                ? "Answered calls are known only where they closed a case of that time: callers who rang again without one count as not having rung."
                : "queue_log knows queues only: who was answered elsewhere counts as missed, and who found a queue full or the line closed is not in it. It has no hang-up: who comes to no other queue within an hour is gone.",
        };
        if (report.Estimate is { } estimate)
        {
            list.Add($"The estimate takes the answer rate of each attempt's hour of day, from {estimate.MeasuredAttempts} past attempts"
                + (estimate.PooledHours == 0 ? "" : $" ({estimate.PooledHours} hours of day have too few and take the rate of all)")
                + ", as if tries of one customer did not depend on each other; the interval (95 %, cautious) has the rates' doubt (Wilson) and chance in it.");
        }
        else
        {
            list.Add(notes.Source == "database"
                ? $"No estimate of recoveries: it needs {AnswerRates.FewestInAll} past attempts that reached a customer's line."
                : "No estimate of recoveries: answers by hour of day are in the database only (--from database).");
        }

        list.Add(notes.Talks > 0
            ? $"A talk takes {notes.TalkSeconds} s, the median of {notes.Talks} talks of the history."
            : $"A talk takes {notes.TalkSeconds} s: assumed, the history has none.");
        return list;
    }
}
