using NodaTime;
using Orchestrator.Core.Cases;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads the times in which nobody listened to a PBX.</summary>
public sealed class GapReader(Transaction tx)
{
    // Pages of lists continue behind a time and a UUID.
    private const string Key = "lpad(to_hex(b.id), 32, '0')::uuid";

    /// <summary>Latest first.</summary>
    public async Task<Page<GapRow>> ListAsync(GapFilter filter, int limit, PageKey? behind)
    {
        var conditions = new Conditions()
            .And("b.pbx = @pbx", "pbx", filter.Pbx)
            .And("coalesce(b.until, now()) > @from", "from", filter.From)
            .And("b.since < @to", "to", filter.To)
            .Behind("b.since", behind, Key)
            .With("limit", limit + 1);
        var rows = await tx.ListAsync<GapRow>(
            $"select {Key} as key, b.pbx, b.link, b.since, b.until, b.reason, b.filled_by, b.found from blind_interval b {conditions.Where} order by b.since desc, b.id desc limit @limit", conditions);
        return Page.Of(rows, limit, g => new PageKey(g.Since, g.Key));
    }
}

/// <summary>Which of them. What is null does not matter.</summary>
/// <param name="From">Not over by then.</param>
/// <param name="To">Begun before.</param>
public sealed record GapFilter(string? Pbx = null, Instant? From = null, Instant? To = null);

/// <summary>A time in which nobody listened to a PBX.</summary>
public sealed class GapRow
{
    /// <summary>Its place in lists.</summary>
    public Guid Key { get; init; }

    public required string Pbx { get; init; }

    /// <summary><c>ami</c> or <c>ari</c>.</summary>
    public required string Link { get; init; }

    public Instant Since { get; init; }

    /// <summary>Null: it lasts.</summary>
    public Instant? Until { get; init; }

    /// <summary>As the connection told it.</summary>
    public required string Reason { get; init; }

    /// <summary>What told of it afterwards.</summary>
    public required string[] FilledBy { get; init; }

    /// <summary>How many missed calls that told of; null: they are not counted apart.</summary>
    public int? Found { get; init; }

    /// <summary>What nobody knows of it.</summary>
    public GapUnknown Unknown => (Link, FilledBy) switch
    {
        (_, [_, _, ..]) or ("ari", [_]) => GapUnknown.Nothing,
        ("ari", _) => GapUnknown.Handovers,
        (_, [_]) => GapUnknown.CallsWithoutQueue,
        _ => GapUnknown.AllCalls,
    };
}
