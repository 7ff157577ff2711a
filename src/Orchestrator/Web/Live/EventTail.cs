using System.Collections.Immutable;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Live;

/// <summary>The newest events of all cases, settled and in order, in memory: one reader of the table for everybody who watches.</summary>
internal sealed class EventTail(Database database, LiveWake wake, TimeProvider time)
{
    /// <summary>Events in memory; who is further behind reads the table.</summary>
    private const int Kept = 2000;

    /// <summary>Most events of one round.</summary>
    private const int Batch = 500;

    private readonly Latest<Segment> latest = new();
    private volatile EventOrder? order;

    /// <summary>Who keeps the tail going.</summary>
    public Interest Interest { get; } = new(wake, time);

    /// <summary>What is known; null before the beginning.</summary>
    public Latest<Segment>.Edition Current => latest.Current;

    /// <summary>An event was seen that has to wait for one before it.</summary>
    public bool IsWaiting => order is { HasBegun: true, IsWaiting: true };

    /// <summary>Reads what is new. One caller at a time.</summary>
    public async Task<IReadOnlyList<CaseEvent>> ReadAsync(CancellationToken cancel)
    {
        var (start, transactions, visible) = await database.InTransactionAsync(
            async tx =>
            {
                var begin = order?.Last ?? await tx.Events.LastIdAsync();
                var ids = order is { IsWaiting: false } ? null : await tx.Events.TransactionIdsAsync();
                return (begin, ids, await tx.Events.BehindAsync(begin, Batch));
            },
            cancel);

        order ??= new EventOrder(start);
        var hadBegun = order.HasBegun;
        var behind = order.Last;
        IReadOnlyList<CaseEvent> fresh = [.. visible.Take(order.Take(transactions, [.. visible.Select(e => e.Id)]))];
        if (order.HasBegun && (!hadBegun || fresh.Count > 0))
        {
            var known = hadBegun ? latest.Value! : new Segment(behind, behind, []);
            latest.Publish((known with { Last = order.Last }).With(fresh, Kept));
        }

        return fresh;
    }

    /// <summary>Nobody watches any more: what comes from now on is not followed.</summary>
    public void Sleep()
    {
        if (order is not null)
        {
            order = null;
            latest.Publish(Segment.Asleep);
        }
    }
}

/// <summary>A run of settled events.</summary>
/// <param name="Floor">Everything behind this id, up to <paramref name="Last"/>, is here.</param>
/// <param name="Last">Everything up to this id is settled.</param>
/// <param name="Events">Ascending.</param>
internal sealed record Segment(long Floor, long Last, ImmutableList<CaseEvent> Events)
{
    public static Segment Asleep { get; } = new(-1, -1, []);

    public bool IsAsleep => Last < 0;

    /// <summary>The events behind an id; null when they are not all here.</summary>
    public IEnumerable<CaseEvent>? Behind(long id)
    {
        if (id < Floor)
        {
            return null;
        }

        var (low, high) = (0, Events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Events[middle].Id <= id ? (middle + 1, high) : (low, middle);
        }

        return Events.Skip(low);
    }

    public Segment With(IReadOnlyList<CaseEvent> fresh, int kept)
    {
        var all = Events.AddRange(fresh);
        var over = all.Count - kept;
        return over <= 0 ? this with { Events = all } : this with { Floor = all[over - 1].Id, Events = all.RemoveRange(0, over) };
    }
}
