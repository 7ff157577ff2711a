using System.Collections.Concurrent;

namespace Orchestrator.Asterisk;

/// <summary>Counts messages that had to be skipped. Only the first of a kind is told: a broken peer must not fill the log.</summary>
internal sealed class FaultCounter(Action<string, string> tellFirst)
{
    private readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => counts;

    /// <param name="kind">One of a small fixed set of words; never made from what the peer sent.</param>
    /// <param name="detail">For the log.</param>
    public void Count(string kind, string detail)
    {
        if (counts.AddOrUpdate(kind, 1, static (_, n) => n + 1) == 1)
            tellFirst(kind, detail);
    }
}
