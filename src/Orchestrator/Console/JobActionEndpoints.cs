using Microsoft.AspNetCore.Mvc;
using Orchestrator.Access;
using Orchestrator.Cases;
using Orchestrator.Core;
using Orchestrator.Jobs;

namespace Orchestrator.Console;

/// <summary>What a person may do to a job. Each is a form's post and is answered with the job's page.</summary>
internal static class JobActionEndpoints
{
    public static void MapJobActions(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/jobs");
        var supervisor = AccessSetup.PolicyName(AccountRole.Supervisor);
        jobs.MapPost("/{id:guid}/retry", RetryAsync).RequireAuthorization(supervisor);
        jobs.MapPost("/{id:guid}/discard", DiscardAsync).RequireAuthorization(supervisor);
        jobs.MapPost("/cases/{id:guid}/wake", WakeAsync).RequireAuthorization(supervisor);

        var recurring = jobs.MapGroup("/recurring/{kind}").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Administrator));
        recurring.MapPost("/run", RunAsync);
        recurring.MapPost("/pause", PauseAsync);
        recurring.MapPost("/resume", ResumeAsync);
    }

    private static async Task<IResult> RetryAsync(Guid id, JobSteering steering, PageContext page, CancellationToken cancel) =>
        Answer($"/jobs/{id}", page, await steering.RetryAsync(id, page.Actor, cancel));

    private static async Task<IResult> DiscardAsync(Guid id, JobSteering steering, PageContext page, CancellationToken cancel) =>
        Answer($"/jobs/{id}", page, await steering.DiscardAsync(id, page.Actor, cancel));

    private static async Task<IResult> WakeAsync(Guid id, JobSteering steering, PageContext page, CancellationToken cancel) =>
        Answer($"/jobs/cases/{id}", page, await steering.WakeNowAsync(id, page.Actor, cancel));

    private static Task<IResult> RunAsync(string kind, JobSteering steering, PageContext page, CancellationToken cancel) =>
        ChangeAsync(kind, page, job => steering.RunNowAsync(job, page.Actor, cancel));

    private static Task<IResult> ResumeAsync(string kind, JobSteering steering, PageContext page, CancellationToken cancel) =>
        ChangeAsync(kind, page, job => steering.ResumeAsync(job, page.Actor, cancel));

    private static async Task<IResult> PauseAsync(string kind, [FromForm] string? reason, JobSteering steering, PageContext page, CancellationToken cancel)
    {
        var why = reason?.Trim();
        return CaseSteering.IsReason(why)
            ? await ChangeAsync(kind, page, job => steering.PauseAsync(job, why!, page.Actor, cancel))
            : await ChangeAsync(kind, page, _ => Task.FromResult<JobChange?>(null));
    }

    private static Task<IResult> ChangeAsync(string kind, PageContext page, Func<JobKind, Task<JobChange>> change) =>
        ChangeAsync(kind, page, async job => (JobChange?)await change(job));

    /// <param name="kind">From the address: hostile.</param>
    /// <param name="page">Whose wish it is.</param>
    /// <param name="change">Does it; null: the reason is no good.</param>
    private static async Task<IResult> ChangeAsync(string kind, PageContext page, Func<JobKind, Task<JobChange?>> change)
    {
        if (Words.Find<JobKind>(kind) is not { } job || RecurringJobs.Find(job) is null)
        {
            return Results.NotFound();
        }

        var answer = await change(job) is { } done ? page.Say.Of(done) : page.Say.GiveAText(CaseSteering.LongestReason);
        return Back($"/jobs/recurring/{kind}", answer);
    }

    private static IResult Answer(string path, PageContext page, JobChange change) =>
        change == JobChange.NotFound ? Results.NotFound() : Back(path, page.Say.Of(change));

    /// <summary>A redirect, so that reloading the page does not do it again.</summary>
    private static IResult Back(string path, string answer) => Results.LocalRedirect($"{path}?said={Uri.EscapeDataString(answer)}");
}
