using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Policies;

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

    /// <summary><c>22:00-06:00</c></summary>
    public static string Of(DailyWindow window) => $"{TimeOfDay(window.Start)}-{(window.End == OpeningHours.MinutesPerDay ? "24:00" : TimeOfDay(window.End))}";

    /// <summary><c>Mon 09:00</c>, with the date when it is a week or more after <paramref name="from"/>.</summary>
    public static string Of(Instant at, Instant from, DateTimeZone zone)
    {
        var pattern = at - from < Duration.FromDays(6) ? Near : Far;
        return pattern.Format(at.InZone(zone).LocalDateTime);
    }

    /// <summary><c>1 call</c>, <c>3 calls</c></summary>
    public static string Times(int n, string one, string many) => n == 1 ? $"1 {one}" : $"{n} {many}";

    public static string Ordinal(int n) => n <= Ordinals.Length ? Ordinals[n - 1] : n.ToString(CultureInfo.InvariantCulture) + "th";

    /// <summary><c>no_answer</c> as <c>no answer</c>.</summary>
    public static string Of<T>(T word) where T : struct, Enum => Words.Of(word).Replace('_', ' ');

    private static string TimeOfDay(int minutes) => Of(LocalTime.FromMinutesSinceMidnight(minutes % OpeningHours.MinutesPerDay));
}
