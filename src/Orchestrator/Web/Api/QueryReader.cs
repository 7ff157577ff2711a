using System.Globalization;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.NumberRules;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Api;

/// <summary>Reads a list's query strictly and collects everything that is wrong with it. An unknown parameter is wrong, too: it would widen the answer unnoticed.</summary>
public sealed class QueryReader
{
    public const int DefaultLimit = 50;
    public const int MostLimit = 500;
    private const int LongestText = 100;

    private readonly IQueryCollection query;
    private readonly string list;
    private readonly Dictionary<string, string> errors = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <param name="query">The request's.</param>
    /// <param name="list">The list's name, for its cursors.</param>
    public QueryReader(IQueryCollection query, string list)
    {
        this.query = query;
        this.list = list;
    }

    /// <summary>Words of lower-case letters and underscores, separated by commas.</summary>
    public string[]? Kinds(string name)
    {
        if (One(name) is not { } text)
        {
            return null;
        }

        var words = text.Split(',', StringSplitOptions.TrimEntries);
        if (text.Length <= LongestText && words.All(w => w.Length > 0 && w.All(c => char.IsAsciiLetterLower(c) || c == '_')))
        {
            return words;
        }

        errors[name] = "Give kinds such as opened,closed.";
        return null;
    }

    /// <summary>Where a stream goes on: a header, since that is how browsers send it.</summary>
    public long? Position(string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            return null;
        }

        if (long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return position;
        }

        errors["Last-Event-ID"] = "Give the id of the last event that you got.";
        return null;
    }

    public string? Text(string name) => One(name) is not { } text ? null
        : text.Length is > 0 and <= LongestText && !text.Any(char.IsControl) ? text
        : Wrong<string>(name, string.Create(CultureInfo.InvariantCulture, $"Give 1 to {LongestText} characters"));

    public T? Word<T>(string name) where T : struct, Enum
    {
        if (One(name) is not { } text)
        {
            return null;
        }

        if (Words.Find<T>(text) is { } word)
        {
            return word;
        }

        errors[name] = $"Give one of: {string.Join(", ", Words.All<T>())}.";
        return null;
    }

    /// <summary>A number in any form. A plus that was not encoded arrives as a space, and is meant all the same.</summary>
    public string? Number(string name, NumberPlan plan) => One(name) is not { } text ? null
        : NamedNumber.Find(text, plan, out _) is { } number ? number.E164
        : Wrong<string>(name, "Give an international number such as +74951234567 (in a query a plus is %2B)");

    public Guid? Id(string name)
    {
        if (One(name) is not { } text)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id))
        {
            return id;
        }

        errors[name] = "Give an id such as 0193a1b2-5c3d-7e4f-8a9b-0c1d2e3f4a5b.";
        return null;
    }

    public Instant? Time(string name)
    {
        if (One(name) is not { } text)
        {
            return null;
        }

        if (Times.Parse(text) is { } at)
        {
            return at;
        }

        errors[name] = Times.Expected + ".";
        return null;
    }

    /// <summary>Checks the rest (limit, cursor, unknown parameters). Call it last.</summary>
    /// <returns>The page asked for, or null with the <paramref name="problem"/>.</returns>
    public PageRequest? Page(out IResult? problem)
    {
        var limit = Limit();
        var filter = Filter();
        var key = One("cursor") is { } cursor ? Cursor.Decode(cursor, filter) : null;
        if (query.ContainsKey("cursor") && key is null)
        {
            errors.TryAdd("cursor", "It does not belong to this list with this filter. Give 'next' of the previous page, with the same filter.");
        }

        problem = Problem();
        return problem is null ? new PageRequest(limit, key, filter) : null;
    }

    /// <summary>What is wrong, unknown parameters among it; null when nothing is. For what is no list: call it last.</summary>
    public IResult? Problem()
    {
        foreach (var name in query.Keys.Where(k => !asked.Contains(k)))
        {
            errors[name] = $"There is no such parameter. Parameters are: {string.Join(", ", asked.Order(StringComparer.Ordinal))}.";
        }

        return errors.Count == 0 ? null : Problems.Of(Problems.InvalidRequest, string.Join(' ', errors.Select(e => $"{e.Key}: {e.Value}")), errors);
    }

    private int Limit()
    {
        if (One("limit") is not { } text)
        {
            return DefaultLimit;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostLimit)
        {
            return limit;
        }

        errors["limit"] = string.Create(CultureInfo.InvariantCulture, $"Give 1 to {MostLimit}.");
        return DefaultLimit;
    }

    /// <summary>The list and its filter, the same however the parameters are ordered.</summary>
    private string Filter() =>
        list + "?" + string.Join('&', asked.Where(n => n is not ("limit" or "cursor") && query.ContainsKey(n)).Order(StringComparer.Ordinal).Select(n => $"{n}={query[n]}"));

    private string? One(string name)
    {
        asked.Add(name);
        var values = query[name];
        if (values.Count > 1)
        {
            errors[name] = "Give it once.";
        }

        return values.Count == 1 ? values[0] : null;
    }

    private T? Wrong<T>(string name, string what) where T : class
    {
        errors[name] = what + ".";
        return null;
    }
}

/// <summary>A page that was asked for.</summary>
/// <param name="Limit">Most rows.</param>
/// <param name="Behind">Where the page before ended; null for the first.</param>
/// <param name="Filter">The list and its filter, for the next cursor.</param>
public sealed record PageRequest(int Limit, PageKey? Behind, string Filter)
{
    public ListAnswer<T> Answer<T>(Page<T> page) => new(page.Items, page.Next is { } key ? Cursor.Encode(key, Filter) : null);
}

/// <summary>A list as it goes out.</summary>
/// <param name="Items">A part of it, or all.</param>
/// <param name="Next">The <c>cursor</c> of the next part; null when there is none.</param>
public sealed record ListAnswer<T>(IReadOnlyList<T> Items, string? Next);
