using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Orchestrator.Access;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>The times in which nobody listened to a PBX, as a list and as a file.</summary>
internal static class GapPages
{
    public const string Path = "/gaps";

    private const int PerPage = 50;

    private static readonly string[] Columns = ["csv.pbx", "csv.link", "csv.since", "csv.until", "csv.why", "csv.filled_by", "csv.found", "csv.unknown"];

    public static void MapGaps(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
        pages.MapGet(Path, ListAsync);
        pages.MapGet(Path + ".csv", (HttpRequest request, Database database, PageContext page) => Export(request, database, page));
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Database database, PageContext page, CancellationToken cancel)
    {
        var query = new GapQuery(request.Query, page.Zone);
        var rows = await database.InTransactionAsync(tx => tx.Gaps.ListAsync(query.Filter, PerPage, query.Behind), cancel);
        return new RazorComponentResult<GapsPage>(new Dictionary<string, object?> { ["Query"] = query, ["Rows"] = rows });
    }

    private static CsvAnswer<PageKey> Export(HttpRequest request, Database database, PageContext page)
    {
        var query = new GapQuery(request.Query, page.Zone);
        return new CsvAnswer<PageKey>("gaps", page.Texts, Columns, async (limit, behind, cancel) =>
        {
            var rows = await database.InTransactionAsync(tx => tx.Gaps.ListAsync(query.Filter, limit, behind), cancel);
            return (rows.Items.Select<GapView, IReadOnlyList<string?>>(g =>
            [
                g.Pbx, g.Link, page.ForFile(g.Since), page.ForFile(g.Until), g.Reason, string.Join(", ", g.FilledBy), g.Found?.ToString(CultureInfo.InvariantCulture), page.Coded(g.Unknown),
            ]), rows.Next);
        });
    }
}
