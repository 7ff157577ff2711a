using System.ComponentModel;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Api;

/// <summary>Reading notices.</summary>
internal static class NoticeEndpoints
{
    public static void MapNotices(this RouteGroupBuilder api) =>
        api.MapGet("/notices", ListAsync)
            .WithSummary("Notices by webhook and e-mail, newest first")
            .Produces<ListAnswer<NoticeView>>();

    // The query's parameters are read strictly by QueryReader; here they are named for the API's description.
    private static async Task<IResult> ListAsync(
        HttpRequest request,
        Database database,
        [Description("pending, delivered or dead")] string? state,
        [Description("1 to 500, by default 50")] string? limit,
        [Description("'next' of the previous page")] string? cursor,
        CancellationToken cancel)
    {
        var query = new QueryReader(request.Query, "notices");
        var wanted = query.Word<NoticeState>("state");
        return query.Page(out var problem) is not { } page
            ? problem!
            : TypedResults.Ok(page.Answer(await database.InTransactionAsync(tx => tx.NoticeViews.ListAsync(wanted, page.Limit, page.Behind), cancel)));
    }
}
