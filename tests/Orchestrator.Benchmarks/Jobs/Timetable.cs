namespace Orchestrator.Benchmarks.Jobs;

/// <summary>When the probes of a measurement fall due, counted from its first one; the daemon and the floor get the same.</summary>
internal static class Timetable
{
    /// <summary>100 to 150 ms apart, at any microsecond of a second.</summary>
    public static IReadOnlyList<TimeSpan> OneByOne(int count)
    {
        var random = new Random(7);
        var dues = new List<TimeSpan>();
        for (var at = TimeSpan.Zero; dues.Count < count; at += TimeSpan.FromMicroseconds(random.Next(100_000, 150_000)))
            dues.Add(at);
        return dues;
    }

    /// <summary>All at the same instant, as a shop's cases of the night are when it opens.</summary>
    public static IReadOnlyList<TimeSpan> AtOnce(int count) => [.. Enumerable.Repeat(TimeSpan.Zero, count)];

    /// <summary>So far apart that each callback is over when the next one begins.</summary>
    public static IReadOnlyList<TimeSpan> EachSecond(int count) => [.. Enumerable.Range(0, count).Select(n => TimeSpan.FromSeconds(n))];
}
