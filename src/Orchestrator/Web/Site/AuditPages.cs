using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Text;
using Orchestrator.Access;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>Who changed what, for administrators: to read and to take away, never to change.</summary>
internal static class AuditPages
{
    public const string Path = "/access/audit";
    public const string CsvPath = "/access/audit.csv";

    private const int PerPage = 50;

    private static readonly string[] Columns = ["csv.at", "csv.who", "csv.action", "csv.target", "csv.before", "csv.after", "csv.address"];

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Administrator));
        audit.MapGet(Path, ListAsync);
        audit.MapGet(CsvPath, (HttpRequest request, Database database, PageContext page) => Export(request, database, page));
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Database database, PageContext page, CancellationToken cancel)
    {
        var query = new AuditQuery(request.Query, page.Zone);
        var ((entries, next), actions) = await database.InTransactionAsync(
            async tx => (await tx.Audit.ListAsync(query.Filter, PerPage, query.Behind), await tx.Audit.ListActionsAsync()), cancel);
        return new RazorComponentResult<AuditPage>(new Dictionary<string, object?>
        {
            ["Query"] = query,
            ["Actions"] = actions,
            ["Entries"] = entries,
            ["Next"] = next,
        });
    }

    private static CsvAnswer<AuditKey> Export(HttpRequest request, Database database, PageContext page)
    {
        var query = new AuditQuery(request.Query, page.Zone);
        return new CsvAnswer<AuditKey>("audit", page.Texts, Columns, async (limit, behind, cancel) =>
        {
            var (entries, next) = await database.InTransactionAsync(tx => tx.Audit.ListAsync(query.Filter, limit, behind), cancel);
            return (entries.Select<AuditEntry, IReadOnlyList<string?>>(e =>
                [InstantPattern.ExtendedIso.Format(e.At), page.Say.OfActor(e.Actor), e.Action, e.Target, e.Before, e.After, e.Address]), next);
        });
    }
}
