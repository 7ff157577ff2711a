using Orchestrator.Api;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Storage;

namespace Orchestrator.Console;

/// <summary>The filter of the list of cases, as it stands in the page's address.</summary>
public sealed class CaseBoardQuery
{
    private readonly Dictionary<string, string> kept = new(StringComparer.Ordinal);

    /// <param name="query">The address's query: hostile.</param>
    /// <param name="plan">Reads a number as people write it.</param>
    public CaseBoardQuery(IQueryCollection query, NumberPlan plan)
    {
        var word = Text(query, "state");
        var state = word is not null && Words.Find<CaseState>(word) is not null ? word : null;
        var disposition = word is not null && Words.Find<Disposition>(word) is not null ? word : null;
        NumberText = Text(query, "number");
        var number = NumberText is null ? null : (plan.Normalise(NumberText) as NormalisedNumber.Dialable)?.Number.E164;
        if (NumberText is not null && number is null)
        {
            Fault = $"{NumberText}?";
        }

        Filter = new CaseBoardFilter(
            state, disposition, Text(query, "policy"), Text(query, "queue"), number ?? NumberText,
            Order: Text(query, "order") == "next" ? CaseOrder.Next : CaseOrder.Opened);
        Behind = query["behind"].FirstOrDefault() is { } cursor ? Cursor.Decode(cursor, List) : null;
    }

    public CaseBoardFilter Filter { get; }

    public string? NumberText { get; }

    public PageKey? Behind { get; }

    public string? Fault { get; }

    public bool IsFiltered => kept.Keys.Any(k => k != "order");

    /// <summary>Ties a cursor to this filter and order.</summary>
    private string List => "console/cases?" + string.Join('&', kept.Select(p => $"{p.Key}={p.Value}"));

    /// <summary>The same list, continued behind a row; null: from its start.</summary>
    public string Link(PageKey? behind) => "/cases" + QueryString.Create(
        behind is null ? kept.Select(Pair) : kept.Select(Pair).Append(new KeyValuePair<string, string?>("behind", Cursor.Encode(behind, List)))).ToUriComponent();

    /// <summary>The stream that tells of cases which this list lacks.</summary>
    public string LiveLink => "/live/cases" + QueryString.Create(kept.Select(Pair)).ToUriComponent();

    private static KeyValuePair<string, string?> Pair(KeyValuePair<string, string> p) => new(p.Key, p.Value);

    private string? Text(IQueryCollection query, string name)
    {
        var text = query[name].FirstOrDefault()?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > 200)
        {
            return null;
        }

        kept[name] = text;
        return text;
    }
}
