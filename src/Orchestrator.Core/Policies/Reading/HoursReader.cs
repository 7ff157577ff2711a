using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Reading;

internal static class HoursReader
{
    private static readonly Reason Suggestion = new Reason.WriteOpeningHours();

    public static OpeningHours? Read(Field field)
    {
        if (field.Plain == "always")
        {
            return OpeningHours.Always;
        }

        if (field.Node is not SourceNode.Mapping mapping)
        {
            field.Refuse(new Reason.NotOpeningHours(), Suggestion);
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
                name.Refuse(new Reason.NotWeekdays(), new Reason.WriteWeekdays());
                continue;
            }

            if (SplitByCommas(mapping.Entries.AsSpan()[i..]) is { } list)
            {
                name.Refuse(new Reason.CommaEndsField(), new Reason.QuoteDays(list));
                i += list.Count(c => c == ',');
                continue;
            }

            var times = WindowsReader.OrClosed(field.Under(entry));
            foreach (var day in days)
            {
                if (!seen.TryAdd(day, entry.Name.Place.Line))
                {
                    name.Refuse(new Reason.DayTwice(WeekdayText.Name(day), seen[day]), new Reason.NameEachDayOnce());
                }

                windows.AddRange(times.Select(t => new OpeningWindow(day, t.Start, t.End)));
            }
        }

        if (windows.Count == 0 && mapping.Entries.All(e => e.Value is SourceNode.Scalar { Text: "closed" }))
        {
            field.Refuse(new Reason.NoDayOpen(), new Reason.OrModeOff(Suggestion));
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
