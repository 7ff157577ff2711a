using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orchestrator.Access;
using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>What Hangfire's dashboard cannot show: cases by when they are due, found by number; and recurring jobs that somebody pauses with a reason.</summary>
internal static class JobPages
{
    private const string List = "console/jobs";
    private const int PerPage = 50;
    private const int MostOverdue = 50;

    /// <summary>Cases of one number that a search takes in.</summary>
    private const int MostCases = 100;

    /// <summary>Longest text to search for, in characters.</summary>
    private const int LongestText = 64;

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs", ListAsync).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
        var recurring = routes.MapGroup("/jobs/recurring/{kind}").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Administrator));
        recurring.MapPost("/pause", PauseAsync);
        recurring.MapPost("/resume", ResumeAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Database database, PoliciesInForce policies, CancellationToken cancel)
    {
        var find = request.Query["find"].FirstOrDefault()?.Trim() is { Length: > 0 and <= LongestText } text ? text : null;
        var behind = request.Query["behind"].FirstOrDefault() is { } cursor ? Cursor.Decode(cursor, List) : null;
        var facts = await database.InTransactionAsync(
            async tx =>
            {
                var next = find is null ? await tx.WakeUps.ListAsync(overdue: false, PerPage, behind)
                    : new Page<WakeUpRow>(await tx.WakeUps.ListOfAsync(await FindAsync(tx, find, policies.Numbers)), null);
                return new JobOverview(
                    await tx.WakeUps.CountAsync(),
                    find is null && behind is null ? (await tx.WakeUps.ListAsync(overdue: true, MostOverdue, null)).Items : null,
                    next.Items,
                    next.Next is { } key ? $"/jobs?behind={Cursor.Encode(key, List)}" : null,
                    find,
                    await tx.JobPauses.ListAsync(),
                    await tx.Instances.ListAsync());
            },
            cancel);
        return new RazorComponentResult<JobsPage>(new Dictionary<string, object?> { ["Facts"] = facts });
    }

    private static async Task<IResult> PauseAsync(string kind, [FromForm] string? reason, JobSteering steering, PageContext page, CancellationToken cancel)
    {
        var why = reason?.Trim();
        return RecurringJobs.Find(kind) is not { } job ? Results.NotFound()
            : Back.To("/jobs", CaseSteering.IsReason(why) ? page.Say.Of(await steering.PauseAsync(job, why!, page.Actor, cancel)) : page.Say.GiveAText(CaseSteering.LongestReason));
    }

    private static async Task<IResult> ResumeAsync(string kind, JobSteering steering, PageContext page, CancellationToken cancel) =>
        RecurringJobs.Find(kind) is { } job ? Back.To("/jobs", page.Say.Of(await steering.ResumeAsync(job, page.Actor, cancel))) : Results.NotFound();

    /// <summary>The cases that a person means: by number, else by id or its beginning.</summary>
    private static async Task<IReadOnlyList<Guid>> FindAsync(Transaction tx, string text, NumberPlan plan)
    {
        var ofNumber = plan.Read(text) is { } number ? await tx.CaseViews.OfNumberAsync(number, MostCases) : [];
        return ofNumber.Count == 0 && CaseIdText.Parse(text) is { } id ? await tx.CaseViews.FindIdsAsync(id.First, id.Last) : ofNumber;
    }
}
