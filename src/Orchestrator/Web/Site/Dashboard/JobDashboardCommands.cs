using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;
using Orchestrator.Access;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Languages;

namespace Orchestrator.Web.Site.Dashboard;

/// <summary>What the buttons of Hangfire's dashboard do here. A job of a case is steered through its case; each press is audited with the person, and a refusal says why.</summary>
internal static class JobDashboardCommands
{
    /// <summary>At once.</summary>
    public const int MostJobs = 1000;

    /// <summary>Jobs of a large choice that are worked on at the same time.</summary>
    private const int AtOnce = 4;

    /// <summary>The lists of jobs with the button that runs what is ticked, as they stand in Hangfire's addresses. Each has one that deletes, too.</summary>
    private static readonly (string List, string Run)[] Lists =
    [
        ("scheduled", "enqueue"), ("enqueued", "requeue"), ("processing", "requeue"), ("succeeded", "requeue"), ("failed", "requeue"), ("deleted", "requeue"), ("awaiting", "enqueue"),
    ];

    public static void MapJobDashboardCommands(this IEndpointRouteBuilder routes)
    {
        var reading = routes.MapGroup(JobDashboard.Path).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
        reading.MapGet("/words", (PageContext page) => Results.Json(Words(page.Say)));

        var jobs = routes.MapGroup(JobDashboard.Path + "/jobs").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Supervisor));
        foreach (var (list, run) in Lists)
        {
            jobs.MapPost($"/{list}/{run}", (HttpRequest request, JobSteering steering, PageContext page, CancellationToken cancel) =>
                OfManyAsync(request, page, (id, by) => CallNowAsync(id, by, page, steering, cancel)));
            jobs.MapPost($"/{list}/delete", (HttpRequest request, JobSteering steering, PageContext page, CancellationToken cancel) =>
                OfManyAsync(request, page, (id, by) => CancelAsync(id, by, page, steering, cancel)));
        }

        jobs.MapPost("/actions/requeue/{id}", async (string id, JobSteering steering, PageContext page, CancellationToken cancel) =>
            Answer(await CallNowAsync(id, page.Actor, page, steering, cancel)));
        jobs.MapPost("/actions/delete/{id}", async (string id, JobSteering steering, PageContext page, CancellationToken cancel) =>
            Answer(await CancelAsync(id, page.Actor, page, steering, cancel)));

        var recurring = routes.MapGroup(JobDashboard.Recurring).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Administrator));
        recurring.MapPost("/trigger", TriggerAsync);
        recurring.MapPost("/remove", (PageContext page) => Refused(StatusCodes.Status409Conflict, page.Say.NotACommand));
    }

    /// <summary>The answer to somebody whose role does not allow a command; null: the request was for something else.</summary>
    public static IResult? ForbiddenTo(HttpContext http) => IsCommand(http.Request, out var recurring)
        ? Refused(StatusCodes.Status403Forbidden, recurring ? Say(http).MayNotTrigger : Say(http).MayNotSteer)
        : null;

    /// <summary>The answer when a command failed; null: the request was for something else. The script shows a sentence; a page would be lost on it.</summary>
    public static IResult? FaultOf(HttpContext http, int status) => IsCommand(http.Request, out _)
        ? Refused(status, status == StatusCodes.Status503ServiceUnavailable ? $"{Say(http).AwayTitle}. {Say(http).CommandCutShort}" : $"{Say(http).FaultTitle}. {Say(http).FaultText}")
        : null;

    private static bool IsCommand(HttpRequest request, out bool recurring)
    {
        recurring = request.Path.StartsWithSegments(JobDashboard.Recurring, StringComparison.OrdinalIgnoreCase);
        return HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments(JobDashboard.Path, StringComparison.OrdinalIgnoreCase);
    }

    private static Speech Say(HttpContext http) => http.RequestServices.GetRequiredService<PageContext>().Say;

    private static Task<string?> CallNowAsync(string id, Actor by, PageContext page, JobSteering steering, CancellationToken cancel) =>
        SteerAsync(id, page, steering, () => steering.CallNowAsync(id, by, cancel), cancel);

    private static Task<string?> CancelAsync(string id, Actor by, PageContext page, JobSteering steering, CancellationToken cancel) =>
        SteerAsync(id, page, steering, () => steering.CancelAsync(id, by, cancel), cancel);

    /// <summary>Does something to one job. The program's own jobs are an administrator's.</summary>
    /// <returns>Why not; null: it is done.</returns>
    private static async Task<string?> SteerAsync(string id, PageContext page, JobSteering steering, Func<Task<JobChange>> change, CancellationToken cancel) =>
        !page.Viewer!.May(AccountRole.Administrator) && await steering.IsOurOwnAsync(id, cancel) ? page.Say.MayNotTrigger
        : await change() is var done && done == JobChange.Done ? null
        : page.Say.Of(done);

    private static IResult Answer(string? refusal) => refusal is null ? Results.NoContent() : Refused(StatusCodes.Status409Conflict, refusal);

    private static async Task<IResult> OfManyAsync(HttpRequest request, PageContext page, Func<string, Actor, Task<string?>> change)
    {
        var ids = await ChosenAsync(request);
        if (ids.Length is 0 or > MostJobs)
        {
            return Refused(StatusCodes.Status422UnprocessableEntity, ids.Length == 0 ? page.Say.NoJobChosen : page.Say.TooManyJobs(MostJobs));
        }

        var by = page.Actor;
        var refusals = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = request.HttpContext.RequestAborted }, async (id, _) =>
        {
            if (await change(id, by) is { } why)
            {
                refusals.Enqueue(why);
            }
        });
        return refusals.IsEmpty ? Results.NoContent()
            : refusals.Count == ids.Length ? Refused(StatusCodes.Status409Conflict, string.Join(' ', refusals.Distinct(StringComparer.Ordinal)))
            : Results.Json(new { Said = $"{page.Say.ManyJobs(ids.Length - refusals.Count, refusals.Count)} {string.Join(' ', refusals.Distinct(StringComparer.Ordinal))}" });
    }

    private static async Task<IResult> TriggerAsync(HttpRequest request, JobSteering steering, PageContext page, CancellationToken cancel)
    {
        var kinds = (await ChosenAsync(request)).Select(RecurringJobs.Find).ToList();
        if (kinds.Count == 0 || kinds.Exists(k => k is null))
        {
            return Refused(StatusCodes.Status422UnprocessableEntity, kinds.Count == 0 ? page.Say.NoJobChosen : page.Say.NotFoundText);
        }

        foreach (var kind in kinds)
        {
            if (await steering.RunNowAsync(kind!.Value, page.Actor, cancel) is var done && done != JobChange.Done)
            {
                return Refused(StatusCodes.Status409Conflict, page.Say.Of(done));
            }
        }

        return Results.NoContent();
    }

    /// <summary>The jobs that are ticked in a list.</summary>
    private static async Task<string[]> ChosenAsync(HttpRequest request)
    {
        var form = request.HasFormContentType
            ? await new FormFeature(request, new FormOptions { ValueCountLimit = 20_000 }).ReadFormAsync(request.HttpContext.RequestAborted)
            : null;
        return [.. (form?["jobs[]"] ?? []).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>For the script, which shows it: Hangfire itself is silent when a command is refused.</summary>
    private static IResult Refused(int status, string why) => Results.Json(new { Said = why }, statusCode: status);

    /// <summary>Words for the script: Hangfire's tiles have one title each, whatever the language.</summary>
    private static Dictionary<string, string> Words(Speech say)
    {
        var tiles = say.DashboardTiles;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [JobDashboardParts.Waiting] = tiles.Waiting,
            [JobDashboardParts.Ready] = tiles.Ready,
            [JobDashboardParts.Calling] = tiles.Calling,
            [JobDashboardParts.Overdue] = tiles.Overdue,
            [JobDashboardParts.Missed] = tiles.Missed,
        };
    }
}
