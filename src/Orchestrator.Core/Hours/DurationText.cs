using System.Globalization;
using NodaTime;

namespace Orchestrator.Core.Hours;

/// <summary>Durations as files have them: <c>30s</c>, <c>2m</c>, <c>1h</c>, <c>3d</c>, and <c>500ms</c> for trials.</summary>
public static class DurationText
{
    // Seven digits of days are 27,000 years: more than any range here takes, and less than a Duration holds.
    private const int MostDigits = 7;

    private static readonly (string Suffix, Duration Unit)[] Units =
    [
        ("ms", Duration.FromMilliseconds(1)),
        ("s", Duration.FromSeconds(1)),
        ("m", Duration.FromMinutes(1)),
        ("h", Duration.FromHours(1)),
        ("d", Duration.FromDays(1)),
    ];

    public static Duration? Read(string text)
    {
        foreach (var (suffix, unit) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && text.Length - suffix.Length is > 0 and <= MostDigits
                && int.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                return unit * count;
            }
        }

        return null;
    }

    /// <summary>In the largest unit that divides it.</summary>
    public static string Write(Duration span)
    {
        if (span == Duration.Zero)
        {
            return "0s";
        }

        var (suffix, unit) = Units.Last(u => span.ToInt64Nanoseconds() % u.Unit.ToInt64Nanoseconds() == 0);
        return (span.ToInt64Nanoseconds() / unit.ToInt64Nanoseconds()).ToString(CultureInfo.InvariantCulture) + suffix;
    }
}
