using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>The time of a call as people write it: on the clock of the policy's zone, or with an offset.</summary>
/// <param name="At">The instant meant.</param>
/// <param name="Note">What had to be decided about it, or null: the clock skipped that time or showed it twice.</param>
public sealed record MissedTime(Instant At, Reason? Note)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2199;

    private static readonly LocalDateTimePattern[] LocalPatterns =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"),
    ];

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
            0 => new Reason.TimeSkipped(zone, at.InZone(zone).TimeOfDay),
            2 => new Reason.TimeTwice(zone),
            _ => null,
        });
    }
}
