using Microsoft.AspNetCore.Http.HttpResults;
using Orchestrator.Access;
using Orchestrator.Api;
using Orchestrator.Cli.Cases;
using Orchestrator.Console.Pages;
using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Jobs;
using Orchestrator.Policies;
using Orchestrator.Storage;

namespace Orchestrator.Console;

/// <summary>The jobs: an overview, lists, and one job.</summary>
internal static class JobEndpoints
{
    private const int PerPage = 50;
    private const int PerSection = 10;

    /// <summary>Cases of one number that a search takes in.</summary>
    private const int MostCases = 100;

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/jobs").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
        pages.MapGet("", ListAsync);
        pages.MapGet("/{id:guid}", RunAsync);
        pages.MapGet("/cases/{id:guid}", CaseAsync);
        pages.MapGet("/recurring/{kind}", RecurringAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Database database, JobEngine engine, JobGraph graph, PoliciesInForce policies, CancellationToken cancel)
    {
        var query = new JobBoardQuery(request.Query);
        if (query.Find is null)
        {
            return query.Listing is null ? await OverviewAsync(database, engine, graph, cancel) : await PageAsync(query, null, database, engine, cancel);
        }

        var found = await FindAsync(query.Find, policies.Numbers, database, cancel);
        return found is [var only] ? Results.LocalRedirect($"/jobs/cases/{only}") : await PageAsync(query, found, database, engine, cancel);
    }

    private static async Task<IResult> OverviewAsync(Database database, JobEngine engine, JobGraph graph, CancellationToken cancel)
    {
        var (hours, nextRuns) = (await graph.ListAsync(cancel), await engine.NextRunsAsync(cancel));
        var facts = await database.InTransactionAsync(
            async tx => new JobOverview(
                await tx.CountJobsAsync(),
                (await tx.ListWakeUpsAsync(overdue: true, PerSection, null)).Items,
                (await tx.ListWakeUpsAsync(overdue: false, PerSection, null)).Items,
                (await tx.ListJobRunsAsync(new JobRunFilter(JobState.Running), PerSection, null)).Items,
                await RecurringJobView.ListAsync(tx, nextRuns),
                await tx.ListInstancesAsync(),
                hours),
            cancel);
        return new RazorComponentResult<JobsPage>(new Dictionary<string, object?> { ["Facts"] = facts });
    }

    private static async Task<IResult> PageAsync(JobBoardQuery query, IReadOnlyList<Guid>? caseIds, Database database, JobEngine engine, CancellationToken cancel)
    {
        var (counts, wakeUps, runs) = await database.InTransactionAsync(
            async tx => (
                await tx.CountJobsAsync(),
                query.IsOfWakeUps ? await tx.ListWakeUpsAsync(query.Listing == JobListing.Overdue, PerPage, query.Behind) : null,
                query.IsOfWakeUps ? null : await tx.ListJobRunsAsync(query.Filter(caseIds is null ? null : [.. caseIds]), PerPage, query.Behind)),
            cancel);
        return new RazorComponentResult<JobListPage>(new Dictionary<string, object?>
        {
            ["Query"] = query,
            ["Counts"] = counts,
            ["WakeUps"] = wakeUps,
            ["Runs"] = runs,
            ["Planned"] = wakeUps is null ? null : await engine.WakeUpsAsync(wakeUps.Items.Select(w => w.CaseId), cancel),
        });
    }

    private static async Task<IResult> RunAsync(Guid id, HttpRequest request, Database database, JobEngine engine, CancellationToken cancel)
    {
        var run = await database.InTransactionAsync(tx => tx.FindJobRunAsync(id), cancel);
        return run is null ? Results.NotFound()
            : await JobAsync(run, run.CaseId, Words.Find<JobKind>(run.Kind), request, database, engine, cancel);
    }

    private static Task<IResult> CaseAsync(Guid id, HttpRequest request, Database database, JobEngine engine, CancellationToken cancel) =>
        JobAsync(null, id, JobKind.WakeUp, request, database, engine, cancel);

    private static async Task<IResult> RecurringAsync(string kind, HttpRequest request, Database database, JobEngine engine, CancellationToken cancel) =>
        Words.Find<JobKind>(kind) is { } known && Orchestrator.Jobs.RecurringJobs.Find(known) is not null
            ? await JobAsync(null, null, known, request, database, engine, cancel)
            : Results.NotFound();

    /// <summary>A job's page: the run that was asked for, if any, and what is known of the job besides.</summary>
    private static async Task<IResult> JobAsync(JobRunView? run, Guid? caseId, JobKind? kind, HttpRequest request, Database database, JobEngine engine, CancellationToken cancel)
    {
        var filter = caseId is { } id ? new JobRunFilter(CaseIds: [id]) : new JobRunFilter(Kind: run?.Kind ?? Words.Of(kind!.Value));
        var list = $"console/jobs/{filter.Kind}{caseId}";
        var behind = request.Query["behind"].FirstOrDefault() is { } cursor ? Cursor.Decode(cursor, list) : null;
        var nextRuns = caseId is null ? await engine.NextRunsAsync(cancel) : null;
        var planned = caseId is null ? null : await engine.WakeUpsAsync([caseId.Value], cancel);
        var (wakeUp, recurring, history) = await database.InTransactionAsync(
            async tx => (
                caseId is { } of ? await tx.FindWakeUpAsync(of) : null,
                nextRuns is null ? null : (await RecurringJobView.ListAsync(tx, nextRuns)).FirstOrDefault(r => r.Job.Kind == kind),
                await tx.ListJobRunsAsync(filter, PerPage, behind)),
            cancel);
        return run is null && wakeUp is null && recurring is null
            ? Results.NotFound()
            : new RazorComponentResult<JobPage>(new Dictionary<string, object?>
            {
                ["Run"] = run,
                ["WakeUp"] = wakeUp,
                ["Planned"] = planned,
                ["Recurring"] = recurring,
                ["History"] = history,
                ["NextLink"] = history.Next is { } next ? $"{request.Path}?behind={Cursor.Encode(next, list)}" : null,
            });
    }

    /// <summary>The cases that a person means: by number, else by id or its beginning.</summary>
    private static async Task<IReadOnlyList<Guid>> FindAsync(string text, NumberPlan plan, Database database, CancellationToken cancel)
    {
        var number = (plan.Normalise(text) as NormalisedNumber.Dialable)?.Number.E164;
        return await database.InTransactionAsync(
            async tx =>
            {
                var ofNumber = number is null ? [] : await tx.FindCasesOfNumberAsync(number, MostCases);
                return ofNumber.Count == 0 && CaseIdText.Parse(text) is { } id ? await tx.FindCaseIdsAsync(id.First, id.Last) : ofNumber;
            },
            cancel);
    }
}
