namespace Orchestrator.Engine.Notify;

/// <summary>
/// How many deliveries run in each lane, and in all. A server that hangs fills its own lane and no other.
/// </summary>
internal sealed class DeliveryLanes
{
    /// <summary>Deliveries to one server at once.</summary>
    public const int PerLane = 2;

    /// <summary>Deliveries at once in all; so eight servers must hang before others wait, and no longer than a delivery's time limit.</summary>
    public const int InAll = 16;

    private readonly Dictionary<string, int> running = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Those without room.</summary>
    public string[] Full
    {
        get
        {
            lock (gate)
            {
                return [.. running.Where(l => l.Value >= PerLane).Select(l => l.Key)];
            }
        }
    }

    /// <summary>Takes as many places of a lane as there are.</summary>
    public int Take(string lane)
    {
        lock (gate)
        {
            var taken = running.GetValueOrDefault(lane);
            var free = Math.Min(PerLane - taken, InAll - running.Values.Sum());
            if (free > 0)
            {
                running[lane] = taken + free;
            }

            return Math.Max(free, 0);
        }
    }

    public void Leave(string lane, int places = 1)
    {
        lock (gate)
        {
            if ((running[lane] -= places) == 0)
            {
                running.Remove(lane);
            }
        }
    }
}
