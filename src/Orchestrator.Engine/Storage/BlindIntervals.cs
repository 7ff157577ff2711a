using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>
/// Remembers when nobody listened to a PBX, and writes it down when the database can take it. Thread-safe; the links never wait for it.
/// </summary>
public sealed class BlindIntervals(IClock clock)
{
    private const int LongestReason = 500;

    /// <summary>More than these, with the database away so long, are not kept one by one.</summary>
    private const int MostUnwritten = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Pbx, string Link), Interval> open = [];
    private readonly Queue<Interval> over = new();
    private readonly Dictionary<(string Pbx, string Link), Instant> firstSeen = [];

    /// <summary>The link broke. A link that is blind already stays so.</summary>
    public void Open(string pbx, string link, string reason)
    {
        lock (gate)
        {
            open.TryAdd((pbx, link), new Interval(pbx, link, clock.GetCurrentInstant(), null, reason.Length > LongestReason ? reason[..LongestReason] : reason));
        }
    }

    /// <summary>The link is back, or there for the first time.</summary>
    public void Close(string pbx, string link)
    {
        lock (gate)
        {
            var now = clock.GetCurrentInstant();
            firstSeen.TryAdd((pbx, link), now);
            if (open.Remove((pbx, link), out var interval))
            {
                End(interval with { Until = now });
            }
        }
    }

    /// <summary>At the start: since then no instance ran.</summary>
    public void NobodyListenedSince(Instant since, IEnumerable<string> pbxs)
    {
        lock (gate)
        {
            foreach (var key in pbxs.SelectMany(p => new[] { (p, "ami"), (p, "ari") }))
            {
                var interval = new Interval(key.p, key.Item2, since, null, "the orchestrator was not running");
                if (firstSeen.TryGetValue(key, out var seen))
                {
                    End(interval with { Until = seen });
                }
                else
                {
                    open[key] = interval;
                }
            }
        }
    }

    /// <summary>Writes what is not written yet. Writing twice changes nothing.</summary>
    public async Task WriteAsync(Database database, CancellationToken cancel)
    {
        var (unwritten, done) = Unwritten();

        if (unwritten.Length == 0)
        {
            return;
        }

        await database.InTransactionAsync(
            async tx =>
            {
                foreach (var interval in unwritten)
                {
                    await tx.ExecuteAsync(
                        """
                        insert into blind_interval (pbx, link, since, until, reason) values (@Pbx, @Link, @Since, @Until, @Reason)
                        on conflict (pbx, link, since) do update set until = excluded.until
                        """,
                        interval);
                }
            },
            cancel);
        lock (gate)
        {
            for (; done > 0 && over.Count > 0; done--)
            {
                over.Dequeue();
            }
        }
    }

    /// <summary>All that is to be written, and how many of them are over.</summary>
    internal (Interval[] Intervals, int Over) Unwritten()
    {
        lock (gate)
        {
            return ([.. over, .. open.Values], over.Count);
        }
    }

    private void End(Interval interval)
    {
        // With another instance alive all the while, somebody was "last seen" after our links came up: nothing was missed.
        if (interval.Until > interval.Since && over.Count < MostUnwritten)
        {
            over.Enqueue(interval);
        }
    }

    internal sealed record Interval(string Pbx, string Link, Instant Since, Instant? Until, string Reason);
}
