using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api.Keys;

namespace Orchestrator.Web.Api;

/// <summary>Reading jobs, and retrying one.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this RouteGroupBuilder api)
    {
        api.MapGet("/jobs", ListAsync)
            .WithSummary("Jobs (planned attempts, recurring jobs), by state and newest first within it")
            .WithDescription("With 'case': the job of that case, the planned one or the last. With 'kind' a page may hold fewer than 'limit'; it is the last when 'next' is null.")
            .Produces<ListAnswer<JobSummary>>();
        api.MapGet("/jobs/{id}", (string id, JobMonitor jobs) => Find(id, jobs))
            .WithSummary("One job with its exception and its history")
            .Produces<JobView>().ProducesProblem(404);
        api.MapPost("/jobs/{id}/retry", RetryAsync)
            .RequireAuthorization(ApiScopes.PolicyName(ApiScope.Admin))
            .WithSummary("Runs a dead job again, now")
            .WithDescription("Its case is decided on again: hours, limits and the number guard still apply.")
            .Produces<JobView>().ProducesProblem(404).ProducesProblem(409);
        api.MapGet("/instances", InstancesAsync)
            .WithSummary("Instances of the last 7 days with their heartbeat and what they run")
            .Produces<ListAnswer<InstanceView>>();
    }

    // The query's parameters are read strictly by QueryReader; here they are named for the API's description.
    private static async Task<IResult> ListAsync(
        HttpRequest request,
        Database database,
        JobMonitor jobs,
        [Description("running, enqueued, dead, failed (will be retried), scheduled, succeeded or deleted")] string? state,
        [Description("wake_up (a planned attempt), sweep or notice_tidy")] string? kind,
        [Description("A case's id")] string? @case,
        [Description("1 to 500, by default 50")] string? limit,
        [Description("'next' of the page before")] string? cursor,
        CancellationToken cancel)
    {
        var query = new QueryReader(request.Query, "jobs");
        var wanted = query.Word<JobState>("state");
        var ofKind = query.Word<JobKind>("kind");
        var caseId = query.Id("case");
        if (query.Page(out var problem) is not { } page)
        {
            return problem!;
        }

        if (caseId is { } id)
        {
            var row = await database.InTransactionAsync(tx => tx.Jobs.FindBookedAsync(id), cancel);
            var job = row?.JobId is { } jobId ? jobs.Find(FormattableString.Invariant($"{jobId}")) : null;
            return TypedResults.Ok(new ListAnswer<JobSummary>(job is not null && Fits(job) && (wanted is null || job.State == wanted) ? [job] : [], null));
        }

        var (found, next) = jobs.List(wanted, page.Limit, PlaceOf(page.Behind));
        return TypedResults.Ok(page.Answer(new Page<JobSummary>([.. found.Where(Fits)], next is { } place ? KeyOf(place) : null)));

        bool Fits(JobSummary job) => ofKind is null || job.Kind == Words.Of(ofKind);
    }

    private static IResult Find(string id, JobMonitor jobs) => jobs.Find(id) is { } view ? TypedResults.Ok(view) : NotFound(id);

    private static async Task<IResult> RetryAsync(string id, HttpContext http, JobSteering steering, JobMonitor jobs, CancellationToken cancel) =>
        await steering.RetryAsync(id, CaseActionEndpoints.By(http), cancel) switch
        {
            JobChange.NotFound => NotFound(id),
            JobChange.NotFailed => Problems.Of(Problems.Conflict, $"Job {id} has not failed; there is nothing to retry."),
            JobChange.AlreadySo => Problems.Of(Problems.Conflict, $"Job {id} has already been retried or deleted."),
            JobChange.EngineAway => Problems.Of(Problems.Unavailable, "The job engine does not answer: nothing was done. Try again in a moment."),
            JobChange.CaseClosed => Problems.Of(Problems.Conflict, $"The case of job {id} is closed."),
            _ => Find(id, jobs),
        };

    private static async Task<IResult> InstancesAsync(Database database, CancellationToken cancel)
    {
        var rows = await database.InTransactionAsync(tx => tx.Instances.ListAsync(), cancel);
        return TypedResults.Ok(new ListAnswer<InstanceView>(rows, null));
    }

    private static ProblemHttpResult NotFound(string id) => Problems.Of(Problems.NotFound, long.TryParse(id, out _) ? $"There is no job {id}." : "There is no such job: ids are numbers.");

    /// <summary>The engine pages by place, not by time: a cursor holds the place in a key's two fields.</summary>
    private static PageKey KeyOf(JobPlace place) => new(Instant.FromUnixTimeSeconds(place.Offset), new Guid(place.List, 0, 0, new byte[8]));

    private static JobPlace PlaceOf(PageKey? key) =>
        key is null ? default : new JobPlace(Math.Max(0, BitConverter.ToInt32(key.Id.ToByteArray())), (int)Math.Clamp(key.At.ToUnixTimeSeconds(), 0, int.MaxValue / 2));
}
