using System.Collections.Immutable;
using NodaTime;

namespace Orchestrator.Core.Policies.Reading;

internal static class HoursReader
{
    private const string Suggestion = "Write 'always', or days and windows such as mon-fri: 09:00-20:00";

    public static OpeningHours? Read(Field field)
    {
        if (field.Plain == "always")
        {
            return OpeningHours.Always;
        }

        if (field.Node is not SourceNode.Mapping mapping)
        {
            field.Refuse("not opening hours", Suggestion);
            return null;
        }

        var windows = ImmutableArray.CreateBuilder<OpeningWindow>();
        var seen = new Dictionary<IsoDayOfWeek, int>();
        for (var i = 0; i < mapping.Entries.Length; i++)
        {
            var entry = mapping.Entries[i];
            var name = field.NameOf(entry);
            if (WeekdayText.Read(entry.Name.Text) is not { } days)
            {
                name.Refuse("not days of the week", "Write days such as mon, sat,sun or mon-fri");
                continue;
            }

            if (SplitByCommas(mapping.Entries.AsSpan()[i..]) is { } list)
            {
                name.Refuse("nothing is written here: in braces a comma ends a field", $"Put a list of days in quotes: \"{list}\": 10:00-16:00");
                i += list.Count(c => c == ',');
                continue;
            }

            var times = WindowsReader.OrClosed(field.Under(entry));
            foreach (var day in days)
            {
                if (!seen.TryAdd(day, entry.Name.Place.Line))
                {
                    name.Refuse(
                        $"{WeekdayText.Name(day)} is given twice, first in line {seen[day]}",
                        "Name each day once, with a list of windows if need be");
                }

                windows.AddRange(times.Select(t => new OpeningWindow(day, t.Start, t.End)));
            }
        }

        if (windows.Count == 0 && mapping.Entries.All(e => e.Value is SourceNode.Scalar { Text: "closed" }))
        {
            field.Refuse("no day is open", $"{Suggestion}; a policy that never calls is mode: off");
        }

        return new OpeningHours { Windows = windows.ToImmutable() };
    }

    /// <summary>The days of <c>{ sat,sun: 10:00-16:00 }</c>, which YAML takes for a field without a value and another one; null where it is not so.</summary>
    private static string? SplitByCommas(ReadOnlySpan<SourceEntry> entries)
    {
        var last = 0;
        while (last < entries.Length && entries[last] is { Value: SourceNode.Scalar { Text: "", IsQuoted: false, IsRefused: false }, Name: var name } && name.Place.Line == entries[0].Name.Place.Line)
        {
            last++;
        }

        var names = string.Join(',', entries[..Math.Min(last + 1, entries.Length)].ToArray().Select(e => e.Name.Text));
        return last > 0 && last < entries.Length && entries[last].Name.Place.Line == entries[0].Name.Place.Line && WeekdayText.Read(names) is not null ? names : null;
    }
}
