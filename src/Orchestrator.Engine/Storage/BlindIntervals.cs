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
    private readonly Dictionary<(string Pbx, string Link), (Instant At, GapFilling? Filling)> firstSeen = [];
    private readonly Dictionary<string, Instant> amiHeardSince = new(StringComparer.Ordinal);

    /// <summary>The link broke. A link that is blind already stays so.</summary>
    public void Open(string pbx, string link, string reason)
    {
        lock (gate)
        {
            if (link == "ami")
            {
                amiHeardSince.Remove(pbx);
            }

            open.TryAdd((pbx, link), new Interval(pbx, link, clock.GetCurrentInstant(), null, reason.Length > LongestReason ? reason[..LongestReason] : reason, []));
        }
    }

    /// <summary>The link is back, or there for the first time, and what was missed is caught up on.</summary>
    /// <param name="filling">What told of the gap; null: nothing did.</param>
    public void Close(string pbx, string link, GapFilling? filling = null)
    {
        lock (gate)
        {
            var now = clock.GetCurrentInstant();
            firstSeen.TryAdd((pbx, link), (now, filling));
            if (link == "ami")
            {
                amiHeardSince.TryAdd(pbx, now);
            }

            if (open.Remove((pbx, link), out var interval))
            {
                End(interval with { Until = now }, filling);
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
                var interval = new Interval(key.p, key.Item2, since, null, "the orchestrator was not running", []);
                if (firstSeen.TryGetValue(key, out var seen))
                {
                    End(interval with { Until = seen.At }, seen.Filling);
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
                        insert into blind_interval (pbx, link, since, until, reason, filled_by, found) values (@Pbx, @Link, @Since, @Until, @Reason, @FilledBy, @Found)
                        on conflict (pbx, link, since) do update set until = excluded.until, filled_by = excluded.filled_by, found = excluded.found
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

    private void End(Interval interval, GapFilling? filling)
    {
        // While ARI alone is away, AMI tells of the dialplan's hand-overs.
        if (interval.Link == "ari" && amiHeardSince.TryGetValue(interval.Pbx, out var heard) && heard <= interval.Since)
        {
            filling = new GapFilling("ami", null);
        }

        interval = interval with { FilledBy = filling is null ? [] : [filling.By], Found = filling?.Found };
        // With another instance alive all the while, somebody was "last seen" after our links came up: nothing was missed.
        if (interval.Until > interval.Since && over.Count < MostUnwritten)
        {
            over.Enqueue(interval);
        }
    }

    internal sealed record Interval(string Pbx, string Link, Instant Since, Instant? Until, string Reason, string[] FilledBy, int? Found = null);
}

/// <summary>What told of a time in which nobody listened.</summary>
/// <param name="By"><c>queue_log</c>, or <c>ami</c> where only ARI was away.</param>
/// <param name="Found">How many missed calls it told of; null: they are not counted apart.</param>
public sealed record GapFilling(string By, int? Found);
