using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Site;

/// <summary>The filter of the audit, as it stands in the page's address.</summary>
public sealed class AuditQuery
{
    private const int LongestText = 200;

    private readonly Dictionary<string, string> kept = new(StringComparer.Ordinal);

    /// <param name="query">The address's query: hostile.</param>
    /// <param name="zone">In which days begin.</param>
    public AuditQuery(IQueryCollection query, DateTimeZone zone)
    {
        (Who, Action, Target) = (Text(query, "who"), Text(query, "action"), Text(query, "target"));
        (From, To) = (Day(query, "from"), Day(query, "to"));
        Filter = new AuditFilter(
            Who, Action, Target, From is { } from ? zone.AtStartOfDay(from).ToInstant() : null, To is { } to ? zone.AtStartOfDay(to.PlusDays(1)).ToInstant() : null);
        Behind = query["behind"].FirstOrDefault() is { } cursor ? Key(cursor) : null;
    }

    public string? Who { get; }

    public string? Action { get; }

    public string? Target { get; }

    public LocalDate? From { get; }

    /// <summary>The last day, included.</summary>
    public LocalDate? To { get; }

    public AuditFilter Filter { get; }

    public AuditKey? Behind { get; }

    public bool IsFiltered => kept.Count > 0;

    /// <summary>The same list, continued behind an entry; null: from its start.</summary>
    public string Link(string path, AuditKey? behind)
    {
        var pairs = kept.Select(p => new KeyValuePair<string, string?>(p.Key, p.Value));
        return path + QueryString.Create(behind is null ? pairs : pairs.Append(new("behind", Cursor(behind)))).ToUriComponent();
    }

    private static string Cursor(AuditKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.At.ToUnixTimeTicks()}-{key.Id}");

    private static AuditKey? Key(string cursor) =>
        cursor.Split('-') is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks < Instant.FromUtc(9000, 1, 1, 0, 0).ToUnixTimeTicks()
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new AuditKey(Instant.FromUnixTimeTicks(ticks), number)
            : null;

    private LocalDate? Day(IQueryCollection query, string name) =>
        Text(query, name) is { } text && LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day) && day.Year is >= 2000 and < 2200 ? day : null;

    private string? Text(IQueryCollection query, string name)
    {
        var text = query[name].FirstOrDefault()?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > LongestText || text.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        kept[name] = text;
        return text;
    }
}
