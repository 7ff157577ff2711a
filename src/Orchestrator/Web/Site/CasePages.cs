using Microsoft.AspNetCore.Http.HttpResults;
using Orchestrator.Access;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>The list of cases, and one case.</summary>
internal static class CasePages
{
    private const int PerPage = 50;

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/cases").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
        pages.MapGet("", ListAsync);
        pages.MapGet("/{id:guid}", FindAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Database database, PoliciesInForce policies, CancellationToken cancel)
    {
        var query = new CaseBoardQuery(request.Query, policies.Numbers);
        var rows = await database.InTransactionAsync(tx => tx.CaseViews.ListAsync(query.Filter, PerPage, query.Behind), cancel);
        return new RazorComponentResult<CasesPage>(new Dictionary<string, object?>
        {
            ["Query"] = query,
            ["Rows"] = rows,
            ["PolicyNames"] = policies.Set.Policies.Select(p => p.Name).ToList(),
        });
    }

    private static async Task<IResult> FindAsync(Guid id, Database database, PageContext page, CancellationToken cancel)
    {
        if (await database.ReadAsync(tx => tx.CaseViews.FindAsync(id), cancel) is not { } view)
        {
            return Results.NotFound();
        }

        page.Policy = view.Policy;
        return new RazorComponentResult<CasePage>(new Dictionary<string, object?> { ["Case"] = view });
    }
}
