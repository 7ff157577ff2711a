using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Core.Planning;

/// <summary>Times, durations and counts as people read them in a timeline.</summary>
internal static class Phrases
{
    private static readonly LocalDateTimePattern Near = LocalDateTimePattern.CreateWithInvariantCulture("ddd HH:mm");
    private static readonly LocalDateTimePattern Far = LocalDateTimePattern.CreateWithInvariantCulture("ddd d MMM HH:mm");
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    /// <summary>In the notation of policy files: <c>5m</c>, <c>1h 30m</c>, <c>500ms</c>.</summary>
    public static string Of(Duration span)
    {
        if (span == Duration.Zero)
        {
            return "0s";
        }

        var parts = new List<string>(5);
        Add(span.Days, "d");
        Add(span.Hours, "h");
        Add(span.Minutes, "m");
        Add(span.Seconds, "s");
        Add(span.Milliseconds, "ms");
        return string.Join(' ', parts);

        void Add(int count, string unit)
        {
            if (count != 0)
            {
                parts.Add(count.ToString(CultureInfo.InvariantCulture) + unit);
            }
        }
    }

    /// <summary><c>13:05</c></summary>
    public static string Of(LocalTime time) => Clock.Format(time);

    /// <summary><c>Mon 09:00</c>, with the date when it is a week or more after <paramref name="from"/>.</summary>
    public static string Of(Instant at, Instant from, DateTimeZone zone)
    {
        var pattern = at - from < Duration.FromDays(6) ? Near : Far;
        return pattern.Format(at.InZone(zone).LocalDateTime);
    }

    public static string Ordinal(int n) => n <= Ordinals.Length ? Ordinals[n - 1] : n.ToString(CultureInfo.InvariantCulture) + "th";

    /// <summary><c>no_answer</c> as <c>no answer</c>.</summary>
    public static string Of<T>(T word) where T : struct, Enum => Words.Of(word).Replace('_', ' ');
}
