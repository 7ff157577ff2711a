using NodaTime;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Replay;

namespace Orchestrator.Engine.History;

/// <summary>Plays one history to one or two sets of policies, in one pass.</summary>
internal static class ReplayRun
{
    // Seldom enough to cost nothing, often enough for an eye.
    private const int CallsPerReport = 2000;

    public static async Task<ReplayAnswer> PlayAsync(
        IHistory history, PolicySet policies, PolicySet? other, NumberPlan numbers, Action<double> report, CancellationToken cancel)
    {
        var quarters = (history as DatabaseHistory)?.Answers;
        var ours = new PolicyReplay(policies, numbers, other, quarters);
        var theirs = other is null ? null : new PolicyReplay(other, numbers, policies, quarters);
        var calls = 0;
        await foreach (var call in history.ReadAsync(cancel))
        {
            ours.Take(call);
            theirs?.Take(call);
            if (++calls % CallsPerReport == 0)
            {
                cancel.ThrowIfCancellationRequested();
                report(history.Progress);
            }
        }

        var notes = history.Notes();
        var talk = Duration.FromSeconds(notes.TalkSeconds);
        var replay = ours.Finish(talk);
        report(1);
        return new ReplayAnswer(notes, replay, theirs?.Finish(talk), Assumptions.Of(notes, replay));
    }
}
