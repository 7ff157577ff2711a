using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Live;

/// <summary>
/// Gives out the ids of <c>case_event</c> in their order, each once, none too early. Ids come from a sequence and become visible when their transactions commit:
/// 11 may be there while the transaction that took 10 is still open. A missing id holds back those behind it until it appears, or until every transaction that
/// may have taken it has ended: then it was rolled back. Each round asks for the transactions first, and reads the ids after that.
/// </summary>
/// <param name="start">The highest id that was visible at the beginning. Nothing is given out before all below it is settled, too.</param>
internal sealed class EventOrder(long start)
{
    /// <summary>The highest id that was seen when <see cref="barrier"/> was asked for.</summary>
    private long seen = start;

    /// <summary>Transactions that may still bring an id below <see cref="seen"/> have lower ids than this; null: not asked for yet.</summary>
    private ulong? barrier;

    /// <summary>Everything up to here was given out, lies before the beginning, or never comes.</summary>
    public long Last { get; private set; } = start;

    /// <summary>Everything up to the start is settled.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Something is missing: the next round must know the transactions.</summary>
    public bool IsWaiting { get; private set; } = true;

    /// <summary>Takes a round.</summary>
    /// <param name="transactions">Asked for before the ids were read; needed when <see cref="IsWaiting"/>.</param>
    /// <param name="visible">Ids behind <see cref="Last"/>, ascending.</param>
    /// <returns>How many of the visible may be given out now.</returns>
    public int Take(TransactionIds? transactions, IReadOnlyList<long> visible)
    {
        var mayPass = false;
        if (IsWaiting)
        {
            ArgumentNullException.ThrowIfNull(transactions);
            barrier ??= transactions.Next;
            mayPass = transactions.OldestOpen >= barrier;
        }

        if (!HasBegun)
        {
            if (!mayPass)
            {
                return 0;
            }

            (HasBegun, IsWaiting, barrier) = (true, false, null);
        }

        var given = 0;
        while (given < visible.Count && (visible[given] == Last + 1 || (mayPass && visible[given] <= seen)))
        {
            Last = visible[given++];
        }

        if (given == visible.Count)
        {
            (IsWaiting, barrier) = (false, null);
        }
        else if (!IsWaiting || visible[given] > seen)
        {
            (IsWaiting, barrier, seen) = (true, null, visible[^1]);
        }

        return given;
    }
}
