using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Access;
using Orchestrator.Core;
using Orchestrator.Core.Planning;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>The policy files: how they stand, what they say, what they said, and when they may call. The files are the truth; nothing is edited here.</summary>
internal static class PolicyPages
{
    private const int PerPage = 50;

    public static void MapPolicyPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/policies").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
        pages.MapGet("", ListAsync);
        var file = pages.MapGroup("/{name}");
        file.MapGet("", ShowAsync);
        file.MapGet("/versions", VersionsAsync);
        file.MapGet("/differences", DifferencesAsync);
        file.MapGet("/calendar", Calendar);
    }

    private static async Task<IResult> ListAsync(PoliciesInForce policies, Database database, PageContext page, CancellationToken cancel)
    {
        var snapshot = policies.Current;
        var files = snapshot.All(Today(page));
        var cases = await database.InTransactionAsync(tx => tx.CaseViews.CountOpenAsync([.. files.Select(f => f.Policy?.Name).OfType<string>()]), cancel);
        return new RazorComponentResult<PoliciesPage>(new Dictionary<string, object?>
        {
            ["Files"] = files,
            ["Findings"] = snapshot.Findings.Where(f => files.All(file => file.File != Path.GetFileName(f.File))).ToList(),
            ["Cases"] = cases,
        });
    }

    private static async Task<IResult> ShowAsync(string name, PoliciesInForce policies, Database database, PageContext page, CancellationToken cancel)
    {
        if (Find(name, policies, page) is { } file)
        {
            return new RazorComponentResult<PolicyPage>(new Dictionary<string, object?> { ["File"] = file });
        }

        // A policy that was withdrawn before this start: its cases still lead here.
        var versions = await database.InTransactionAsync(tx => tx.PolicyVersions.ListAsync(name, 1, null), cancel);
        return versions.Items.Count == 0 ? Results.NotFound() : ToVersions(name);
    }

    private static async Task<IResult> VersionsAsync(string name, string? behind, PoliciesInForce policies, Database database, PageContext page, CancellationToken cancel)
    {
        var file = Find(name, policies, page);
        var (kind, kept) = KeptAs(file, name);
        var list = $"console/policies/{Words.Of(kind)}/{kept}";
        var versions = await database.InTransactionAsync(
            tx => tx.PolicyVersions.ListAsync(kept, PerPage, behind is null ? null : Cursor.Decode(behind, list), kind), cancel);
        return file is null && versions.Items.Count == 0
            ? Results.NotFound()
            : new RazorComponentResult<PolicyVersionsPage>(new Dictionary<string, object?>
            {
                ["Name"] = name,
                ["File"] = file,
                ["Versions"] = versions.Items,
                ["Next"] = versions.Next is { } next ? Cursor.Encode(next, list) : null,
            });
    }

    private static async Task<IResult> DifferencesAsync(string name, Guid? from, Guid? to, PoliciesInForce policies, Database database, PageContext page, CancellationToken cancel)
    {
        if (from is null && to is null)
        {
            return ToVersions(name); // that is where two are chosen
        }

        var file = Find(name, policies, page);
        var (kind, kept) = KeptAs(file, name);
        var (before, after) = await database.InTransactionAsync(
            async tx => (await tx.PolicyVersions.FindAsync(from ?? Guid.Empty, kind, kept), await tx.PolicyVersions.FindAsync(to ?? Guid.Empty, kind, kept)), cancel);
        return before is null || after is null ? Results.NotFound()
            : !MaySee(file, page) ? ConsoleFaults.Page(StatusCodes.Status403Forbidden)
            : new RazorComponentResult<PolicyDifferencesPage>(new Dictionary<string, object?> { ["Name"] = name, ["File"] = file, ["Before"] = before, ["After"] = after });
    }

    private static IResult Calendar(string name, string? week, PoliciesInForce policies, PageContext page)
    {
        if (Find(name, policies, page) is not { Policy: { } policy } file)
        {
            return Results.NotFound();
        }

        var asked = LocalDatePattern.Iso.Parse(week ?? "").TryGetValue(default, out var day) && day.Year is >= 2000 and < 2200 ? day : page.Now.InZone(policy.Zone).Date;
        var monday = asked.PlusDays(1).Previous(IsoDayOfWeek.Monday);
        var home = policies.Numbers.HomeZone ?? policy.Zone;
        return new RazorComponentResult<PolicyCalendarPage>(new Dictionary<string, object?>
        {
            ["File"] = file,
            ["Policy"] = policy,
            ["Days"] = CallingDay.Of(policy, monday, 7, home),
            ["HomeZone"] = home,
        });
    }

    /// <summary>By the policy's name or the file's.</summary>
    internal static FileStanding? Find(string name, PoliciesInForce policies, PageContext page)
    {
        var files = policies.Current.All(Today(page));
        return files.FirstOrDefault(f => f.Policy?.Name == name) ?? files.FirstOrDefault(f => f.File == name);
    }

    /// <summary>The numbers file has telephone numbers in it.</summary>
    internal static bool MaySee(FileStanding? file, PageContext page) => file?.Kind != FileKind.Numbers || page.Viewer?.SeesNumbers == true;

    internal static LocalDate Today(PageContext page) => page.Now.InUtc().Date;

    private static IResult ToVersions(string name) => Results.LocalRedirect($"/policies/{Uri.EscapeDataString(name)}/versions");

    private static (VersionKind Kind, string Name) KeptAs(FileStanding? file, string name) => file?.Kind == FileKind.Numbers
        ? (VersionKind.Numbers, PolicyVersionRow.NumbersName)
        : (VersionKind.Policy, file?.Policy?.Name ?? name);
}
