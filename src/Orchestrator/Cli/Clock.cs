using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Cli;

/// <summary>Times as the command line prints them.</summary>
internal static class Clock
{
    private static readonly InstantPattern UtcPattern = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss'Z'");
    private static readonly ZonedDateTimePattern ZonePattern = ZonedDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss o<m>", null);

    /// <summary><c>2026-11-21 06:30:00Z</c>; a dash for none.</summary>
    public static string Utc(Instant? at) => at is { } time ? UtcPattern.Format(time) : "-";

    /// <summary><c>2026-11-21 09:30:00 +03:00</c>; a dash for none.</summary>
    public static string In(DateTimeZone zone, Instant? at) => at is { } time ? ZonePattern.Format(time.InZone(zone)) : "-";
}
