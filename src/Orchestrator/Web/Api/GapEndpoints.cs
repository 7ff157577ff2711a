using System.ComponentModel;
using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Api;

/// <summary>Reading the times in which nobody listened.</summary>
internal static class GapEndpoints
{
    public static void MapGaps(this RouteGroupBuilder api) =>
        api.MapGet("/gaps", ListAsync)
            .WithSummary("Times in which nobody listened to a PBX, what told of them afterwards, and what stays unknown; latest first")
            .Produces<ListAnswer<GapView>>();

    private static async Task<IResult> ListAsync(
        HttpRequest request,
        Database database,
        [Description("A PBX node's name")] string? pbx,
        [Description("Not over by this time; ISO 8601 with offset")] string? from,
        [Description("Begun before this time; ISO 8601 with offset")] string? to,
        [Description("1 to 500, by default 50")] string? limit,
        [Description("'next' of the previous page")] string? cursor,
        CancellationToken cancel)
    {
        var query = new QueryReader(request.Query, "gaps");
        var filter = new GapFilter(query.Text("pbx"), query.Time("from"), query.Time("to"));
        if (query.Page(out var problem) is not { } page)
        {
            return problem!;
        }

        var rows = await database.InTransactionAsync(tx => tx.Gaps.ListAsync(filter, page.Limit, page.Behind), cancel);
        return TypedResults.Ok(page.Answer(new Page<GapView>([.. rows.Items.Select(GapView.Of)], rows.Next)));
    }
}

/// <summary>A time in which nobody listened to a PBX.</summary>
/// <param name="Pbx">The PBX node's name.</param>
/// <param name="Link">Which link was away: ami tells of queues, ari of what the dialplan hands over.</param>
/// <param name="Since">From when on.</param>
/// <param name="Until">Until when; null: it lasts.</param>
/// <param name="Reason">As the connection told it.</param>
/// <param name="FilledBy">What told of it afterwards: queue_log; or ami, while only ari was away.</param>
/// <param name="Found">How many missed calls were found so; null: they are not counted apart.</param>
/// <param name="Unknown">What nobody knows of it.</param>
internal sealed record GapView(string Pbx, string Link, Instant Since, Instant? Until, string Reason, IReadOnlyList<string> FilledBy, int? Found, GapUnknown Unknown)
{
    public static GapView Of(GapRow row) => new(row.Pbx, row.Link, row.Since, row.Until, row.Reason, row.FilledBy, row.Found, row.Unknown);
}
