using NodaTime;
using NodaTime.Text;
using Orchestrator.Core;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Numbers;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Site;

/// <summary>The filter of the list of missed calls.</summary>
public sealed class MissedCallQuery : BoardQuery
{
    /// <param name="query">The address's query: hostile.</param>
    /// <param name="plan">Reads a number as people write it.</param>
    /// <param name="zone">The zone of its days.</param>
    public MissedCallQuery(IQueryCollection query, NumberPlan plan, DateTimeZone zone)
        : base(query, "/missed-calls")
    {
        bool? hasCase = Text("case") switch { "with" => true, "without" => false, _ => null };
        (FromText, ToText) = (Text("from"), Text("to"));
        Filter = new MissedCallFilter(
            Words.Find<MissReason>(Text("reason") ?? ""), Text("queue"), Number(plan), Day(FromText)?.AtStartOfDayInZone(zone).ToInstant(), Day(ToText)?.PlusDays(1).AtStartOfDayInZone(zone).ToInstant(), hasCase);
    }

    public MissedCallFilter Filter { get; }

    /// <summary>The first day, as a date field writes it.</summary>
    public string? FromText { get; }

    /// <summary>The last day.</summary>
    public string? ToText { get; }

    private LocalDate? Day(string? text)
    {
        if (text is null)
        {
            return null;
        }

        // Days that a calendar field can give; at the calendar's ends the day after overflows.
        if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day) && day.Year is > 1970 and < 9998)
        {
            return day;
        }

        NotUnderstood(text);
        return null;
    }
}
