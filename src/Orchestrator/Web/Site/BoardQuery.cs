using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Numbers;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api;
using Orchestrator.Web.Site.Dashboard;

namespace Orchestrator.Web.Site;

/// <summary>The filter of a list, as it stands in the page's address.</summary>
public abstract class BoardQuery
{
    private const int LongestText = 200;

    private readonly IQueryCollection query;
    private readonly string path;
    private readonly Dictionary<string, string> kept = new(StringComparer.Ordinal);

    /// <param name="query">The address's query: hostile.</param>
    /// <param name="path">The list's address.</param>
    private protected BoardQuery(IQueryCollection query, string path)
    {
        this.query = query;
        this.path = path;
    }

    /// <summary>The number as it was written.</summary>
    public string? NumberText { get; private set; }

    /// <summary>The first day, as a date field writes it.</summary>
    public string? FromText { get; private set; }

    /// <summary>The last day.</summary>
    public string? ToText { get; private set; }

    /// <summary>What cannot be understood.</summary>
    public string? Fault { get; private set; }

    public PageKey? Behind => query["behind"].FirstOrDefault() is { } cursor ? Cursor.Decode(cursor, List) : null;

    public bool IsFiltered => kept.Keys.Any(k => k != "order");

    /// <summary>The same rows as a file.</summary>
    public string Export => path + ".csv" + Kept;

    /// <summary>What of the filter was understood, as a query.</summary>
    private protected string Kept => QueryString.Create(kept.Select(Pair)).ToUriComponent();

    /// <summary>Ties a cursor to this filter and order.</summary>
    private string List => $"console{path}?" + string.Join('&', kept.Select(p => $"{p.Key}={p.Value}"));

    /// <summary>The same list, continued behind a row; null: from its start.</summary>
    public string Link(PageKey? behind) => path + QueryString.Create(
        behind is null ? kept.Select(Pair) : kept.Select(Pair).Append(new KeyValuePair<string, string?>("behind", Cursor.Encode(behind, List)))).ToUriComponent();

    private protected string? Text(string name)
    {
        var text = query[name].FirstOrDefault()?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > LongestText)
        {
            return null;
        }

        kept[name] = text;
        return text;
    }

    /// <summary>A number as people write it; what is none is looked for as it is, and found nowhere.</summary>
    private protected string? Number(NumberPlan plan)
    {
        NumberText = Text("number");
        var number = NumberText is null ? null : plan.Read(NumberText)?.E164;
        if (NumberText is not null && number is null)
        {
            Fault = $"{NumberText}?";
        }

        return number ?? NumberText;
    }

    /// <summary>From the start of the first day to the end of the last.</summary>
    private protected (Instant? From, Instant? To) Days(DateTimeZone zone)
    {
        (FromText, ToText) = (Text("from"), Text("to"));
        return (Day(FromText)?.AtStartOfDayInZone(zone).ToInstant(), Day(ToText)?.PlusDays(1).AtStartOfDayInZone(zone).ToInstant());
    }

    private protected void NotUnderstood(string? text) => Fault = $"{text}?";

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

    private static KeyValuePair<string, string?> Pair(KeyValuePair<string, string> p) => new(p.Key, p.Value);
}
