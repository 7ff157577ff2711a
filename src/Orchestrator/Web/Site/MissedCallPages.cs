using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Orchestrator.Access;
using Orchestrator.Core;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>The list of missed calls, and the lists as files.</summary>
internal static class MissedCallPages
{
    private const int PerPage = 50;

    internal static readonly string[] CallColumns = ["csv.at", "csv.number", "csv.name", "csv.reason", "csv.queue", "csv.dialled", "csv.waited_seconds", "csv.fate", "csv.case_id", "csv.case_state", "csv.disposition", "csv.why", "csv.closed_at"];

    private static readonly string[] CaseColumns = ["csv.id", "csv.number", "csv.policy", "csv.queue", "csv.state", "csv.disposition", "csv.reason", "csv.opened_at", "csv.closed_at", "csv.next_attempt_at", "csv.next_attempt_why", "csv.attempts"];

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
        var rows = await database.InTransactionAsync(tx => tx.MissedCallViews.ListAsync(query.Filter, PerPage, query.Behind), cancel);
        return new RazorComponentResult<MissedCallsPage>(new Dictionary<string, object?> { ["Query"] = query, ["Rows"] = rows });
    }

    private static CsvAnswer<PageKey> Calls(HttpRequest request, Database database, PoliciesInForce policies, PageContext page)
    {
        var query = new MissedCallQuery(request.Query, policies.Numbers, page.Zone);
        return new CsvAnswer<PageKey>("missed-calls", page.Texts, CallColumns, async (limit, behind, cancel) =>
        {
            var rows = await database.InTransactionAsync(tx => tx.MissedCallViews.ListAsync(query.Filter, limit, behind), cancel);
            return (rows.Items.Select(m => Row(m, page)), rows.Next);
        });
    }

    /// <summary>A missed call in the file.</summary>
    internal static IReadOnlyList<string?> Row(ListedMissedCall m, PageContext page) =>
    [
        page.ForFile(m.At), page.ShowCaller(m.Number, m.CallerNumber), page.ShowText(m.CallerName), page.Coded(m.Reason), m.Queue, m.Did,
        m.WaitedSeconds?.ToString(CultureInfo.InvariantCulture), page.Texts.Coded(MissedCallFates.Of(m)), m.CaseId?.ToString(), page.Coded(m.State), page.Coded(m.Disposition),
        page.Text(m.CaseReason ?? m.NoCaseReason), page.ForFile(m.ClosedAt),
    ];

    private static CsvAnswer<PageKey> Cases(HttpRequest request, Database database, PoliciesInForce policies, PageContext page)
    {
        var query = new CaseBoardQuery(request.Query, policies.Numbers);
        return new CsvAnswer<PageKey>("cases", page.Texts, CaseColumns, async (limit, behind, cancel) =>
        {
            var rows = await database.InTransactionAsync(tx => tx.CaseViews.ListAsync(query.Filter, limit, behind), cancel);
            return (rows.Items.Select<ListedCase, IReadOnlyList<string?>>(c =>
            [
                c.Id.ToString(), page.Show(c.Number), c.Policy, c.Queue, page.Coded(c.State), page.Coded(c.Disposition), page.Text(c.Reason), page.ForFile(c.OpenedAt), page.ForFile(c.ClosedAt),
                page.ForFile(c.NextAttemptAt), page.Text(c.ClosingWhy ?? c.HeldWhy ?? c.NextAttemptWhy), c.Attempts.ToString(CultureInfo.InvariantCulture),
            ]), rows.Next);
        });
    }
}
