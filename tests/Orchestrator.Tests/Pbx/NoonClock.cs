using NodaTime;

namespace Orchestrator.Tests.Pbx;

/// <summary>Where the time does not matter.</summary>
internal sealed class NoonClock : IClock
{
    public Instant GetCurrentInstant() => Instant.FromUtc(2026, 11, 21, 12, 0);
}
