using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Api;

/// <summary>Reading cases.</summary>
internal static class CaseEndpoints
{
    public static void MapCases(this RouteGroupBuilder api)
    {
        api.MapGet("/cases", ListAsync)
            .WithSummary("Callback cases, newest first")
            .Produces<ListAnswer<CaseSummary>>();
        api.MapGet("/cases/{id:guid}", FindAsync)
            .WithName("GetCase")
            .WithSummary("One case with its missed calls, attempts and timeline")
            .Produces<CaseView>();
    }

    /// <summary>The answer to a case that is not there.</summary>
    public static ProblemHttpResult NotFound(Guid id) => Problems.Of(Problems.NotFound, $"There is no case {id}.");

    // The query's parameters are read strictly by QueryReader; here they are named for the API's description.
    private static async Task<IResult> ListAsync(
        HttpRequest request,
        Database database,
        PoliciesInForce policies,
        [Description("waiting, ready, calling or closed")] string? state,
        [Description("A policy's name")] string? policy,
        [Description("A number in any form, a plus encoded as %2B")] string? number,
        [Description("Opened then or later; ISO 8601 with offset")] string? from,
        [Description("Opened before; ISO 8601 with offset")] string? to,
        [Description("1 to 500, by default 50")] string? limit,
        [Description("'next' of the previous page")] string? cursor,
        CancellationToken cancel)
    {
        var query = new QueryReader(request.Query, "cases");
        var filter = new CaseFilter(query.Word<CaseState>("state"), Policy: query.Text("policy"), Number: query.Number("number", policies.Numbers), From: query.Time("from"), To: query.Time("to"));
        return query.Page(out var problem) is not { } page
            ? problem!
            : TypedResults.Ok(page.Answer(await database.InTransactionAsync(tx => tx.CaseViews.ListAsync(filter, page.Limit, page.Behind), cancel)));
    }

    private static async Task<IResult> FindAsync(Guid id, Database database, CancellationToken cancel) =>
        await database.ReadAsync(tx => tx.CaseViews.FindAsync(id), cancel) is { } view ? TypedResults.Ok(view) : NotFound(id);
}
