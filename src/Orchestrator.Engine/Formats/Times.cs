using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Engine.Formats;

/// <summary>Times as outsiders write them.</summary>
public static class Times
{
    /// <summary>What is right, for messages.</summary>
    public const string Expected = "Write date, time and offset as in 2026-11-21T09:30:00+03:00 or 2026-11-21T06:30:00Z (in a query a plus is %2B)";

    /// <summary>What lies outside is a slip, and past the ends of the calendar even an offset overflows.</summary>
    private const int FirstYear = 1970;
    private const int LastYear = 9998;

    /// <summary>ISO 8601 with an offset, and nothing else: without one it would be anybody's guess. Null when it is not that.</summary>
    public static Instant? Parse(string text) =>
        OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true, Value: { Year: >= FirstYear and <= LastYear } time } ? time.ToInstant() : null;
}
