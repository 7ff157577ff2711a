using System.ComponentModel;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Api;

/// <summary>Reading missed calls.</summary>
internal static class MissedCallEndpoints
{
    public static void MapMissedCalls(this RouteGroupBuilder api) =>
        api.MapGet("/missed-calls", ListAsync)
            .WithSummary("Missed calls, newest first")
            .Produces<ListAnswer<MissedCallView>>();

    // The query's parameters are read strictly by QueryReader; here they are named for the API's description.
    private static async Task<IResult> ListAsync(
        HttpRequest request,
        Database database,
        PoliciesInForce policies,
        [Description("Why it was missed, such as abandoned")] string? reason,
        [Description("A queue's name")] string? queue,
        [Description("A number in any form, a plus encoded as %2B")] string? number,
        [Description("Missed at this time or later; ISO 8601 with offset")] string? from,
        [Description("Missed before this time; ISO 8601 with offset")] string? to,
        [Description("1 to 500, by default 50")] string? limit,
        [Description("'next' of the previous page")] string? cursor,
        CancellationToken cancel)
    {
        var query = new QueryReader(request.Query, "missed-calls");
        var filter = new MissedCallFilter(query.Word<MissReason>("reason"), query.Text("queue"), query.Number("number", policies.Numbers), query.Time("from"), query.Time("to"));
        return query.Page(out var problem) is not { } page
            ? problem!
            : TypedResults.Ok(page.Answer(await database.InTransactionAsync(tx => tx.MissedCallViews.ListAsync(filter, page.Limit, page.Behind), cancel)));
    }
}
