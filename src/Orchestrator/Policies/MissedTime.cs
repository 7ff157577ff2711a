using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Policies;

namespace Orchestrator.Policies;

/// <summary>The time of a call as people write it: on the clock of the policy's zone, or with an offset.</summary>
/// <param name="At">The instant meant.</param>
/// <param name="Note">What had to be decided about it, or null: the clock skipped that time or showed it twice.</param>
public sealed record MissedTime(Instant At, string? Note)
{
    /// <summary>What is right, for messages.</summary>
    public const string Expected = "Write date and time in the policy's zone such as 2026-12-30 19:58, or with an offset such as 2026-12-30T19:58:00+03:00, of the years 2000 to 2199";

    private const int FirstYear = 2000;
    private const int LastYear = 2199;

    private static readonly LocalDateTimePattern[] LocalPatterns =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"),
    ];

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    /// <summary>Null when the text is no such time.</summary>
    public static MissedTime? Parse(string text, DateTimeZone zone)
    {
        if (OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true, Value: { Year: >= FirstYear and <= LastYear } full })
        {
            return new MissedTime(full.ToInstant(), null);
        }

        return LocalPatterns.Select(p => p.Parse(text)).FirstOrDefault(p => p.Success) is { Value: { Year: >= FirstYear and <= LastYear } local }
            ? OnTheClock(local, zone)
            : null;
    }

    private static MissedTime OnTheClock(LocalDateTime local, DateTimeZone zone)
    {
        var at = WallClock.InstantOf(local, zone);
        return new MissedTime(at, zone.MapLocal(local).Count switch
        {
            0 => $"the clocks of {zone.Id} skip that time; taken as {Clock.Format(at.InZone(zone).TimeOfDay)}, the first moment after it",
            2 => $"the clocks of {zone.Id} show that time twice; the first is taken",
            _ => null,
        });
    }
}
