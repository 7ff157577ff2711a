using NodaTime;

namespace Orchestrator.Core.Hours;

/// <summary>Days of the week as files have them: <c>sat</c>, <c>mon-fri</c>, <c>mon,wed</c>, <c>fri-mon</c>.</summary>
internal static class WeekdayText
{
    private static readonly string[] Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The days in the order of the text, or null when it names no days.</summary>
    public static IReadOnlyList<IsoDayOfWeek>? Read(string text)
    {
        var days = new List<IsoDayOfWeek>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || Day(ends[0]) is not { } first || Day(ends[^1]) is not { } last)
            {
                return null;
            }

            for (var day = first; ; day = (day + 1) % Names.Length)
            {
                days.Add((IsoDayOfWeek)(day + 1));
                if (day == last)
                {
                    break;
                }
            }
        }

        return days;
    }

    public static string Name(IsoDayOfWeek day) => Names[(int)day - 1];

    private static int? Day(string name) => Array.IndexOf(Names, name) is >= 0 and var index ? index : null;
}
