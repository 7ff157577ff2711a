using Orchestrator.Core.Cases;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Live;

/// <summary>Counts what a list of cases lacks since its page was opened.</summary>
internal sealed class CaseNews(CaseFilter filter)
{
    /// <summary>Beyond that it says "100".</summary>
    private const int Most = 100;

    /// <summary>Events behind which a case has another state.</summary>
    private static readonly HashSet<string> Moves = new(["opened", "planned", "ready", "claimed", "attempt_ended", "closed"], StringComparer.Ordinal);

    private readonly HashSet<Guid> cases = [];
    private long? position;

    public int Count => cases.Count;

    /// <summary>Takes what is new.</summary>
    /// <returns>Whether there are more of them now.</returns>
    public bool Take(Segment segment)
    {
        var before = cases.Count;
        if (!segment.IsAsleep)
        {
            foreach (var e in (position is { } p ? segment.Behind(p) : null) ?? [])
            {
                if (cases.Count < Most && IsNews(e))
                {
                    cases.Add(e.CaseId);
                }
            }

            position = segment.Last;
        }

        return cases.Count > before;
    }

    /// <summary>With a state in the filter, a case that came into it is news; without, one that was opened.</summary>
    private bool IsNews(CaseEvent e) =>
        (filter.State is null && filter.Disposition is null ? e.Kind == "opened" : Moves.Contains(e.Kind))
        && Fits<CaseState?>(filter.State, e.State) && Fits(filter.Disposition, e.Disposition) && Fits(filter.Policy, e.Policy) && Fits(filter.Queue, e.Queue) && Fits(filter.Number, e.Number);

    private static bool Fits<T>(T wanted, T there) => wanted is null || wanted.Equals(there);
}
