using System.Text.Json.Serialization;
using NodaTime;
using Orchestrator.Core.Cases;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads the times in which nobody listened to a PBX.</summary>
public sealed class GapReader(Transaction tx)
{
    // Pages of lists continue behind a time and a UUID.
    private const string Key = "lpad(to_hex(b.id), 32, '0')::uuid";

    /// <summary>Latest first.</summary>
    public async Task<Page<GapView>> ListAsync(GapFilter filter, int limit, PageKey? behind)
    {
        var conditions = new Conditions()
            .And("b.pbx = @pbx", "pbx", filter.Pbx)
            .And("coalesce(b.until, now()) > @from", "from", filter.From)
            .And("b.since < @to", "to", filter.To)
            .Behind("b.since", behind, Key)
            .With("limit", limit + 1);
        var rows = await tx.ListAsync<GapView>(
            $"select {Key} as key, b.pbx, b.link, b.since, b.until, b.reason, b.filled_by, b.found from blind_interval b {conditions.Where} order by b.since desc, b.id desc limit @limit", conditions);
        return Page.Of(rows, limit, g => new PageKey(g.Since, g.Key));
    }
}

/// <summary>Which of them. What is null does not matter.</summary>
/// <param name="From">Not over by then.</param>
/// <param name="To">Begun before.</param>
public sealed record GapFilter(string? Pbx = null, Instant? From = null, Instant? To = null);

/// <summary>A time in which nobody listened to a PBX.</summary>
public sealed class GapView
{
    /// <summary>Its place in lists.</summary>
    [JsonIgnore]
    public Guid Key { get; init; }

    /// <summary>The PBX node's name.</summary>
    public required string Pbx { get; init; }

    /// <summary>Which link was away: ami tells of queues, ari of what the dialplan hands over.</summary>
    public required string Link { get; init; }

    public Instant Since { get; init; }

    /// <summary>Null: it lasts.</summary>
    public Instant? Until { get; init; }

    /// <summary>As the connection told it.</summary>
    public required string Reason { get; init; }

    /// <summary>What told of it afterwards: queue_log; or ami, while only ari was away.</summary>
    public required string[] FilledBy { get; init; }

    /// <summary>How many missed calls that told of; null: they are not counted apart.</summary>
    public int? Found { get; init; }

    /// <summary>What nobody knows of it.</summary>
    public GapUnknown Unknown => (Link, FilledBy) switch
    {
        ("ari", []) => GapUnknown.Handovers,
        ("ari", _) => GapUnknown.Nothing,
        (_, []) => GapUnknown.AllCalls,
        _ => GapUnknown.CallsWithoutQueue,
    };
}
