using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Text;
using Orchestrator.Access;
using Orchestrator.Console.Pages;
using Orchestrator.Storage;

namespace Orchestrator.Console;

/// <summary>Who changed what, for administrators: to read and to take away, never to change.</summary>
internal static class AuditEndpoints
{
    public const string Path = "/access/audit";
    public const string CsvPath = "/access/audit.csv";

    private const int PerPage = 50;

    /// <summary>Rows that are read at once for an export.</summary>
    private const int PerRead = 1000;

    /// <summary>Most rows of an export; who wants more narrows the days.</summary>
    private const int MostExported = 100_000;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Administrator));
        audit.MapGet(Path, ListAsync);
        audit.MapGet(CsvPath, Export);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Database database, PageContext page, CancellationToken cancel)
    {
        var query = new AuditQuery(request.Query, page.Zone);
        var (rows, actions) = await database.InTransactionAsync(
            async tx => (await tx.ListAuditAsync(query.Filter, PerPage + 1, query.Behind), await tx.ListAuditActionsAsync()), cancel);
        return new RazorComponentResult<AuditPage>(new Dictionary<string, object?>
        {
            ["Query"] = query,
            ["Actions"] = actions,
            ["Entries"] = rows.Take(PerPage).ToList(),
            ["HasMore"] = rows.Count > PerPage,
        });
    }

    private static IResult Export(HttpRequest request, Database database, PageContext page, CancellationToken cancel)
    {
        var query = new AuditQuery(request.Query, page.Zone);
        return Results.Stream(
            async body =>
            {
                await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)); // spreadsheets ask for the mark
                await writer.WriteAsync(Csv.Row("at", "who", "action", "target", "before", "after", "address"));
                AuditKey? behind = null;
                for (var written = 0; written < MostExported; written += PerRead)
                {
                    var after = behind;
                    var rows = await database.InTransactionAsync(tx => tx.ListAuditAsync(query.Filter, PerRead, after), cancel);
                    foreach (var e in rows)
                    {
                        await writer.WriteAsync(Csv.Row(InstantPattern.ExtendedIso.Format(e.At), e.Actor, e.Action, e.Target, e.Before, e.After, e.Address));
                    }

                    if (rows.Count < PerRead)
                    {
                        break;
                    }

                    behind = new AuditKey(rows[^1].At, rows[^1].Id);
                }
            },
            "text/csv; charset=utf-8",
            "audit.csv");
    }
}
