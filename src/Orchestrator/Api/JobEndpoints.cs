using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Orchestrator.Api.Keys;
using Orchestrator.Core;
using Orchestrator.Jobs;
using Orchestrator.Storage;

namespace Orchestrator.Api;

/// <summary>Reading what jobs did, and retrying one.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this RouteGroupBuilder api)
    {
        api.MapGet("/jobs", ListAsync)
            .WithSummary("Runs of jobs (wake-ups of cases, recurring jobs), newest first")
            .Produces<ListAnswer<JobRunSummary>>();
        api.MapGet("/jobs/{id:guid}", FindAsync)
            .WithSummary("One run with its exception")
            .Produces<JobRunView>().ProducesProblem(404);
        api.MapPost("/jobs/{id:guid}/retry", RetryAsync)
            .RequireAuthorization(ApiScopes.PolicyName(ApiScope.Admin))
            .WithSummary("Runs a failed or dead job again, now")
            .WithDescription("A wake-up decides anew upon its case: hours, limits and the number guard still have their say. The answer is the failed run, settled; the new one is a run of its own.")
            .Produces<JobRunView>().ProducesProblem(404).ProducesProblem(409);
        api.MapGet("/instances", InstancesAsync)
            .WithSummary("Instances of the last 7 days with their heartbeat and what they run")
            .Produces<ListAnswer<InstanceView>>();
    }

    // The query's parameters are read strictly by QueryReader; here they are named for the API's description.
    private static async Task<IResult> ListAsync(
        HttpRequest request,
        Database database,
        [Description("running, succeeded, failed, misfired, interrupted or dead")] string? state,
        [Description("wake_up, sweep, notice_tidy or job_tidy")] string? kind,
        [Description("A case's id")] string? @case,
        [Description("1 to 500, by default 50")] string? limit,
        [Description("'next' of the page before")] string? cursor,
        CancellationToken cancel)
    {
        var query = new QueryReader(request.Query, "jobs");
        var wanted = query.Word<JobState>("state") is { } word ? Words.Parse<JobState>(word) : (JobState?)null;
        var filter = new JobRunFilter(wanted, query.Word<JobKind>("kind"), query.Id("case") is { } id ? [id] : null);
        return query.Page(out var problem) is not { } page
            ? problem!
            : TypedResults.Ok(page.Answer(await database.InTransactionAsync(tx => tx.ListJobRunsAsync(filter, page.Limit, page.Behind), cancel)));
    }

    private static async Task<IResult> FindAsync(Guid id, Database database, CancellationToken cancel) =>
        await database.InTransactionAsync(tx => tx.FindJobRunAsync(id), cancel) is { } view ? TypedResults.Ok(view) : NotFound(id);

    private static async Task<IResult> RetryAsync(Guid id, HttpContext http, JobSteering steering, Database database, CancellationToken cancel) =>
        await steering.RetryAsync(id, CaseActionEndpoints.By(http), cancel) switch
        {
            JobChange.NotFound => NotFound(id),
            JobChange.NotFailed => Problems.Of(Problems.Conflict, $"Run {id} has not failed; there is nothing to retry."),
            JobChange.AlreadySo => Problems.Of(Problems.Conflict, $"Run {id} was retried or discarded already."),
            _ => await FindAsync(id, database, cancel),
        };

    private static async Task<IResult> InstancesAsync(Database database, CancellationToken cancel)
    {
        var rows = await database.InTransactionAsync(tx => tx.ListInstancesAsync(), cancel);
        return TypedResults.Ok(new ListAnswer<InstanceView>(rows, null));
    }

    private static ProblemHttpResult NotFound(Guid id) => Problems.Of(Problems.NotFound, $"There is no run {id}.");
}
