using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Reading;

internal static class HolidaysReader
{
    private const int MostEntries = 1000;
    private const int MostDays = 366;

    private static readonly Reason NameSuggestion = new Reason.WriteDate();
    private static readonly LocalDatePattern Pattern = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM-dd");

    /// <summary>The holidays by date. Where a day of the policy is also in <c>defaults.yaml</c>, the policy's goes before it.</summary>
    public static ImmutableArray<Holiday> Read(Field field)
    {
        if (field.Node is not SourceNode.Mapping mapping)
        {
            field.Refuse(new Reason.NotHolidays(), new Reason.WriteHolidays());
            return [];
        }

        if (mapping.Entries.Length > MostEntries)
        {
            field.Refuse(new Reason.TooManyEntries(mapping.Entries.Length, MostEntries), new Reason.JoinDays());
            return [];
        }

        var entries = mapping.Entries
            .Select(e => (Name: field.NameOf(e), Holiday: One(field.NameOf(e), field.Under(e))))
            .Where(e => e.Holiday is not null)
            .Select(e => (e.Name, Holiday: e.Holiday!))
            .ToLookup(e => e.Name.Node.Place.File == mapping.Place.File);
        var own = Apart([.. entries[true]]);
        var inherited = Apart([.. entries[false]]);
        return [.. own.Concat(inherited.SelectMany(h => Without(h, own))).OrderBy(h => h.From)];
    }

    private static Holiday? One(Field name, Field value)
    {
        var windows = WindowsReader.OrClosed(value);
        var text = name.Plain!;
        var ends = text.Split("..");
        if (ends.Length > 2)
        {
            name.Refuse(new Reason.NotADate(), NameSuggestion);
            return null;
        }

        if (Date(name, ends[0]) is not { } from || Date(name, ends[^1]) is not { } to)
        {
            return null;
        }

        if (to < from)
        {
            name.Refuse(new Reason.RangeBackwards(), new Reason.DidYouMean($"{ends[^1]}..{ends[0]}"));
            return null;
        }

        if (Period.DaysBetween(from, to) >= MostDays)
        {
            name.Refuse(new Reason.RangeTooLong(MostDays), new Reason.CloseWeekdays());
            return null;
        }

        return new Holiday(from, to, windows);
    }

    private static LocalDate? Date(Field name, string text)
    {
        if (Pattern.Parse(text) is { Success: true, Value: { Year: >= 2000 and < 2200 } date })
        {
            return date;
        }

        name.Refuse(HasForm(text) ? new Reason.NoSuchDay(text) : new Reason.NotADate(), NameSuggestion);
        return null;
    }

    private static bool HasForm(string text) =>
        text.Length == 10 && text.Select((c, i) => i is 4 or 7 ? c == '-' : char.IsAsciiDigit(c)).All(fits => fits);

    /// <summary>The holidays of one file, none of which may overlap another.</summary>
    private static List<Holiday> Apart(List<(Field Name, Holiday Holiday)> entries)
    {
        entries.Sort((a, b) => a.Holiday.From.CompareTo(b.Holiday.From));
        var apart = new List<Holiday>();
        Field? before = null;
        foreach (var (name, holiday) in entries)
        {
            if (apart is [.., var last] && holiday.From <= last.To)
            {
                var (first, second) = before!.Node.Place.Line < name.Node.Place.Line ? (before, name) : (name, before);
                second.Refuse(new Reason.DayTwice(Pattern.Format(holiday.From), first.Node.Place.Line), new Reason.GiveEachDayOnce());
            }
            else
            {
                apart.Add(holiday);
                before = name;
            }
        }

        return apart;
    }

    /// <summary>What the days of others leave of a holiday.</summary>
    private static IEnumerable<Holiday> Without(Holiday holiday, List<Holiday> others)
    {
        var from = holiday.From;
        foreach (var other in others.Where(o => o.From <= holiday.To && o.To >= holiday.From))
        {
            if (from < other.From)
            {
                yield return holiday with { From = from, To = other.From.PlusDays(-1) };
            }

            from = other.To.PlusDays(1);
        }

        if (from <= holiday.To)
        {
            yield return holiday with { From = from };
        }
    }
}
