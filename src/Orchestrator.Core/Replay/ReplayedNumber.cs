using System.Collections.Immutable;
using NodaTime;

namespace Orchestrator.Core.Replay;

/// <summary>A customer's number as long as anything of it matters: an open case, or a dial within the last 24 hours.</summary>
internal sealed class ReplayedNumber(string e164, ImmutableArray<DateTimeZone> zones)
{
    private static readonly Duration Day = Duration.FromDays(1);

    public string E164 { get; } = e164;

    /// <summary>Where its owner may live, as far as the number tells.</summary>
    public ImmutableArray<DateTimeZone> Zones { get; } = zones;

    /// <summary>Open cases, at most one for each policy.</summary>
    public List<ReplayedCase> Cases { get; } = new(1);

    /// <summary>Dials of the last 24 hours before the latest one, oldest first.</summary>
    public ImmutableArray<Instant> Dials { get; private set; } = [];

    public bool HasNoCase => Cases.Count == 0;

    public void Dial(Instant at)
    {
        var old = 0;
        while (old < Dials.Length && Dials[old] + Day <= at)
        {
            old++;
        }

        Dials = [.. Dials.AsSpan()[old..], at];
    }

    /// <summary>Whether nothing of it matters any more.</summary>
    public bool IsIdle(Instant now) => HasNoCase && (Dials.IsEmpty || Dials[^1] + Day <= now);
}
