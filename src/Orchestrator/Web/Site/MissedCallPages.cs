using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Orchestrator.Access;
using Orchestrator.Core;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>The list of missed calls, and the lists as files.</summary>
internal static class MissedCallPages
{
    private const int PerPage = 50;

    private static readonly string[] CallColumns = ["at", "number", "name", "reason", "queue", "dialled", "waited_seconds", "fate", "case_id", "case_state", "disposition", "why", "closed_at"];

    private static readonly string[] CaseColumns = ["id", "number", "policy", "queue", "state", "disposition", "reason", "opened_at", "closed_at", "next_attempt_at", "next_attempt_why", "attempts"];

    public static void MapMissedCalls(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
        pages.MapGet("/missed-calls", ListAsync);
        pages.MapGet("/missed-calls.csv", (HttpRequest request, Database database, PoliciesInForce policies, PageContext page) => Calls(request, database, policies, page));
        pages.MapGet("/cases.csv", (HttpRequest request, Database database, PoliciesInForce policies, PageContext page) => Cases(request, database, policies, page));
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Database database, PoliciesInForce policies, PageContext page, CancellationToken cancel)
    {
        var query = new MissedCallQuery(request.Query, policies.Numbers, page.Zone);
        var rows = await database.InTransactionAsync(tx => tx.ListMissedCallsAsync(query.Filter, PerPage, query.Behind), cancel);
        return new RazorComponentResult<MissedCallsPage>(new Dictionary<string, object?> { ["Query"] = query, ["Rows"] = rows });
    }

    private static CsvAnswer<PageKey> Calls(HttpRequest request, Database database, PoliciesInForce policies, PageContext page)
    {
        var query = new MissedCallQuery(request.Query, policies.Numbers, page.Zone);
        return new CsvAnswer<PageKey>("missed-calls", CallColumns, async (limit, behind, cancel) =>
        {
            var rows = await database.InTransactionAsync(tx => tx.ListMissedCallsAsync(query.Filter, limit, behind), cancel);
            return (rows.Items.Select<ListedMissedCall, IReadOnlyList<string?>>(m =>
            [
                page.ForFile(m.At), page.ShowCaller(m.Number, m.CallerNumber), page.ShowText(m.CallerName), m.Reason, m.Queue, m.Did,
                m.WaitedSeconds?.ToString(CultureInfo.InvariantCulture), Words.Of(MissedCallFates.Of(m)), m.CaseId?.ToString(), m.State, m.Disposition,
                page.Text(m.CaseReason ?? m.NoCaseReason), page.ForFile(m.ClosedAt),
            ]), rows.Next);
        });
    }

    private static CsvAnswer<PageKey> Cases(HttpRequest request, Database database, PoliciesInForce policies, PageContext page)
    {
        var query = new CaseBoardQuery(request.Query, policies.Numbers);
        return new CsvAnswer<PageKey>("cases", CaseColumns, async (limit, behind, cancel) =>
        {
            var rows = await database.InTransactionAsync(tx => tx.ListCasesAsync(query.Filter, limit, behind), cancel);
            return (rows.Items.Select<ListedCase, IReadOnlyList<string?>>(c =>
            [
                c.Id.ToString(), page.Show(c.Number), c.Policy, c.Queue, c.State, c.Disposition, page.Text(c.Reason), page.ForFile(c.OpenedAt), page.ForFile(c.ClosedAt),
                page.ForFile(c.NextAttemptAt), page.Text(c.ClosingWhy ?? c.HeldWhy ?? c.NextAttemptWhy), c.Attempts.ToString(CultureInfo.InvariantCulture),
            ]), rows.Next);
        });
    }
}
