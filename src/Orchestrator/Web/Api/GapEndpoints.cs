using System.ComponentModel;
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
        return query.Page(out var problem) is not { } page
            ? problem!
            : TypedResults.Ok(page.Answer(await database.InTransactionAsync(tx => tx.Gaps.ListAsync(filter, page.Limit, page.Behind), cancel)));
    }
}
