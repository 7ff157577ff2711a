using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api.Keys;

namespace Orchestrator.Web.Api;

/// <summary>Changing cases: what a person may want besides the policy.</summary>
internal static class CaseActionEndpoints
{
    public static void MapCaseActions(this RouteGroupBuilder api)
    {
        var actions = api.MapGroup("/cases/{id:guid}").RequireAuthorization(ApiScopes.PolicyName(ApiScope.Write));
        actions.MapPost("/cancel", CancelAsync)
            .WithSummary("Cancels the callback: the case closes as withdrawn")
            .WithDescription("200 with the closed case. 202 while an attempt is running: a ringing phone stops, a conversation goes on, and the case closes when it has ended.")
            .Produces<CaseView>().Produces<CaseView>(202).ProducesProblem(409);
        actions.MapPost("/call-now", CallNowAsync)
            .WithSummary("Makes the next attempt due now")
            .WithDescription("Opening hours, limits and the number guard still apply: see next_attempt_at and the timeline in the answer.")
            .Produces<CaseView>().ProducesProblem(409);
        actions.MapPost("/postpone", PostponeAsync)
            .WithSummary("No attempt before a given time")
            .WithDescription("A time beyond the policy's give_up_after lets the case expire.")
            .Produces<CaseView>().ProducesProblem(409);
    }

    private static async Task<IResult> CancelAsync(Guid id, CancelRequest? body, HttpContext http, CaseSteering steering, Database database, CancellationToken cancel)
    {
        if (body?.Reason is { } reason && !CaseSteering.IsReason(reason))
        {
            return Problems.Of(Problems.InvalidRequest, string.Create(CultureInfo.InvariantCulture, $"reason: Give 1 to {CaseSteering.LongestReason} characters on one line, or leave it out."));
        }

        var result = await steering.WithdrawAsync(id, body?.Reason, By(http), cancel);
        return result switch
        {
            CloseResult.NotFound => CaseEndpoints.NotFound(id),
            CloseResult.AlreadyClosed => Closed(id),
            CloseResult.Closing => TypedResults.Accepted((string?)null, await ViewAsync(database, id, cancel)),
            _ => TypedResults.Ok(await ViewAsync(database, id, cancel)),
        };
    }

    private static async Task<IResult> CallNowAsync(Guid id, HttpContext http, CaseSteering steering, Database database, CancellationToken cancel) =>
        await AnswerAsync(id, await steering.CallNowAsync(id, By(http), cancel), database, cancel);

    private static async Task<IResult> PostponeAsync(
        Guid id, PostponeRequest body, HttpContext http, CaseSteering steering, Database database, IClock clock, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return body.Until is not { } until ? Problems.Of(Problems.InvalidRequest, $"until: {Times.Expected}.")
            : until <= now ? Problems.Of(Problems.InvalidRequest, "until: Give a time in the future; to call at once, use call-now.")
            : until > now + CaseSteering.FurthestPostpone ? Problems.Of(Problems.InvalidRequest, "until: Give a time within 90 days.")
            : await AnswerAsync(id, await steering.PostponeAsync(id, until, By(http), cancel), database, cancel);
    }

    private static async Task<IResult> AnswerAsync(Guid id, ChangeResult result, Database database, CancellationToken cancel) => result switch
    {
        ChangeResult.NotFound => CaseEndpoints.NotFound(id),
        ChangeResult.Closed => Closed(id),
        ChangeResult.Calling => Problems.Of(Problems.Conflict, $"Case {id} has an attempt running; wait until it has ended."),
        _ => TypedResults.Ok(await ViewAsync(database, id, cancel)),
    };

    private static ProblemHttpResult Closed(Guid id) => Problems.Of(Problems.Conflict, $"Case {id} is closed; a closed case does not change.");

    private static Task<CaseView?> ViewAsync(Database database, Guid id, CancellationToken cancel) =>
        database.ReadAsync(tx => tx.CaseViews.FindAsync(id), cancel);

    /// <summary>Who asks: the API key by its name.</summary>
    public static Actor By(HttpContext http) => Actor.ApiKey(http.User.Identity?.Name, http.Connection.RemoteIpAddress?.ToString());
}

/// <summary>The body of <c>cancel</c>; may be left out.</summary>
/// <param name="Reason">For the timeline, up to 200 characters on one line.</param>
public sealed record CancelRequest([property: Description("For the timeline, up to 200 characters on one line")] string? Reason = null);

/// <summary>The body of <c>postpone</c>.</summary>
/// <param name="Until">No attempt before; ISO 8601 with offset, at most 90 days ahead.</param>
public sealed record PostponeRequest([property: Description("No attempt before; ISO 8601 with offset, at most 90 days ahead")] Instant? Until = null);
