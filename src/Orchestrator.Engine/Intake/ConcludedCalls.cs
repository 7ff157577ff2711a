using NodaTime;

namespace Orchestrator.Engine.Intake;

/// <summary>The callers whose calls ended last, so that none is told a second time under another name: a transferred call has the linkedid of another channel. Not thread-safe.</summary>
internal sealed class ConcludedCalls(int most)
{
    private readonly Queue<(string Caller, Instant At)> inOrder = new();
    private readonly HashSet<string> callers = new(StringComparer.Ordinal);

    public bool Has(string uniqueId) => callers.Contains(uniqueId);

    public void Add(string uniqueId, Instant at)
    {
        if (!callers.Add(uniqueId))
        {
            return;
        }

        inOrder.Enqueue((uniqueId, at));
        if (inOrder.Count > most)
        {
            callers.Remove(inOrder.Dequeue().Caller);
        }
    }

    /// <summary>Those that ended up to a time, oldest first.</summary>
    public IReadOnlyList<string> Until(Instant until) => [.. inOrder.Where(c => c.At <= until).Select(c => c.Caller)];
}
