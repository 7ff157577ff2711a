using NodaTime;

namespace Orchestrator.Core.Hours;

/// <summary>Times of day and windows as files have them: <c>09:00</c>, <c>09:00-20:00</c>, <c>22:00-06:00</c>, <c>00:00-24:00</c>.</summary>
internal static class ClockText
{
    /// <summary>Minutes after midnight, 0 to 1440; null when it is no time of day.</summary>
    public static int? Minutes(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon is not (1 or 2) || text.Length != colon + 3
            || Number(text[..colon]) is not { } hours || Number(text[(colon + 1)..]) is not { } minutes)
        {
            return null;
        }

        var total = (hours * 60) + minutes;
        return minutes < 60 && total <= OpeningHours.MinutesPerDay ? total : null;
    }

    public static LocalTime? Time(string text) =>
        Minutes(text) is { } minutes and < OpeningHours.MinutesPerDay ? LocalTime.FromMinutesSinceMidnight(minutes) : null;

    public static DailyWindow? Window(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || Minutes(text.AsSpan(0, dash)) is not { } opens || Minutes(text.AsSpan(dash + 1)) is not { } closes
            || opens == OpeningHours.MinutesPerDay || opens == closes)
        {
            return null;
        }

        return new DailyWindow(opens, closes > opens ? closes : closes + OpeningHours.MinutesPerDay);
    }

    private static int? Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return null;
            }

            number = (number * 10) + (c - '0');
        }

        return number;
    }
}
