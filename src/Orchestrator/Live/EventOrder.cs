namespace Orchestrator.Live;

/// <summary>
/// Gives out the ids of <c>case_event</c> in their order, each once, none too early. Ids come from a sequence and become visible when their transactions commit:
/// 11 may be there while the transaction that took 10 is still open. A missing id holds back those behind it until it appears, or until every transaction that
/// may have taken it has ended: then it was rolled back. Each round asks for the writers first, and reads the ids after that.
/// </summary>
/// <param name="start">The highest id that was visible at the beginning. Nothing is given out before all below it is settled, too.</param>
internal sealed class EventOrder(long start)
{
    /// <summary>The highest id that was seen when <see cref="suspects"/> were asked for: they may have taken ids below it, and nobody else may.</summary>
    private long seen = start;

    /// <summary>Who may still bring a missing id; null: not asked for yet.</summary>
    private HashSet<string>? suspects;

    /// <summary>Everything up to here was given out, lies before the beginning, or never comes.</summary>
    public long Last { get; private set; } = start;

    /// <summary>Everything up to the start is settled.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Something is missing: the next round must know the writers.</summary>
    public bool NeedsWriters { get; private set; } = true;

    /// <summary>Takes a round.</summary>
    /// <param name="writers">Open transactions that may have taken ids, asked for before the ids were read; needed when <see cref="NeedsWriters"/>.</param>
    /// <param name="visible">Ids behind <see cref="Last"/>, ascending.</param>
    /// <returns>How many of the visible may be given out now.</returns>
    public int Take(IReadOnlyCollection<string>? writers, IReadOnlyList<long> visible)
    {
        if (NeedsWriters)
        {
            ArgumentNullException.ThrowIfNull(writers);
            suspects = [.. suspects is null ? writers : suspects.Intersect(writers, StringComparer.Ordinal)];
        }

        if (!HasBegun)
        {
            if (suspects!.Count > 0)
            {
                return 0;
            }

            (HasBegun, NeedsWriters, suspects) = (true, false, null);
        }

        var mayPass = suspects is { Count: 0 };
        var given = 0;
        while (given < visible.Count && (visible[given] == Last + 1 || (mayPass && visible[given] <= seen)))
        {
            Last = visible[given++];
        }

        if (given == visible.Count)
        {
            (NeedsWriters, suspects) = (false, null);
        }
        else if (!NeedsWriters || visible[given] > seen)
        {
            (NeedsWriters, suspects, seen) = (true, null, visible[^1]);
        }

        return given;
    }
}
