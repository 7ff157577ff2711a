using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Access;
using Orchestrator.Cases;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;
using Orchestrator.Storage;

namespace Orchestrator.Console;

/// <summary>What a person may do to a case. Each is a form's post, audited, and answered with the case's page.</summary>
internal static class CaseActionEndpoints
{
    private const int LongestNote = 1000;

    private static readonly LocalDateTimePattern FormTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");
    private static readonly Duration Furthest = Duration.FromDays(90);

    public static void MapCaseActions(this IEndpointRouteBuilder routes)
    {
        var actions = routes.MapGroup("/cases/{id:guid}");
        actions.MapPost("/call-now", CallNowAsync).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Operator));
        actions.MapPost("/postpone", PostponeAsync).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Operator));
        actions.MapPost("/note", NoteAsync).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Operator));
        actions.MapPost("/cancel", CancelAsync).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Supervisor));
    }

    private static async Task<IResult> CallNowAsync(Guid id, CaseDesk desk, Database database, PageContext page, HttpContext http, CancellationToken cancel)
    {
        var actor = page.Viewer!.ActorFrom(http);
        var result = await desk.CallNowAsync(id, actor.Name, cancel);
        await AuditAsync(database, actor, "case.call_now", id, result, null, cancel);
        return Answer(id, page, result);
    }

    private static async Task<IResult> PostponeAsync(
        Guid id, [FromForm] string? until, CaseDesk desk, Database database, PageContext page, IClock clock, HttpContext http, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (!FormTime.Parse(until ?? "").TryGetValue(default, out var local))
        {
            return Back(id, page.Say.GiveATime);
        }

        var at = WallClock.InstantOf(local, page.Zone);
        if (at <= now || at > now + Furthest)
        {
            return Back(id, page.Say.GiveATime);
        }

        var actor = page.Viewer!.ActorFrom(http);
        var result = await desk.PostponeAsync(id, at, actor.Name, cancel);
        await AuditAsync(database, actor, "case.postpone", id, result, new { until = at }, cancel);
        return Answer(id, page, result);
    }

    private static async Task<IResult> NoteAsync(Guid id, [FromForm] string? note, Database database, PageContext page, HttpContext http, CancellationToken cancel)
    {
        var text = note?.Trim() ?? "";
        if (text.Length is 0 or > LongestNote)
        {
            return Back(id, page.Say.GiveAText);
        }

        var actor = page.Viewer!.ActorFrom(http);
        var found = await database.InTransactionAsync(
            async tx =>
            {
                if (await tx.LockCaseAsync(id) is null)
                {
                    return false;
                }

                await tx.TellAsync(id, "note", $"{actor.Name} noted: {text}");
                await tx.AuditAsync(actor, "case.note", id.ToString(), after: new { text });
                return true;
            },
            cancel);
        return found ? Back(id, page.Say.Done) : Results.NotFound();
    }

    private static async Task<IResult> CancelAsync(Guid id, [FromForm] string? reason, CaseDesk desk, Database database, PageContext page, HttpContext http, CancellationToken cancel)
    {
        var why = reason?.Trim() ?? "";
        if (why.Length is 0 or > Api.CaseActionEndpoints.LongestReason || why.Any(char.IsControl))
        {
            return Back(id, page.Say.GiveAText);
        }

        var actor = page.Viewer!.ActorFrom(http);
        var result = await desk.CloseAsync(id, Disposition.Withdrawn, CaseTexts.Withdrawn(actor.Name, why), cancel);
        await database.InTransactionAsync(
            async tx =>
            {
                await tx.AuditAsync(actor, "case.cancel", id.ToString(), after: new { result, why });
                return true;
            },
            cancel);
        return result switch
        {
            CloseResult.NotFound => Results.NotFound(),
            CloseResult.AlreadyClosed => Back(id, page.Say.IsClosedAlready),
            CloseResult.Closing => Back(id, page.Say.ClosesAfterTheAttempt),
            _ => Back(id, page.Say.Done),
        };
    }

    private static Task AuditAsync(Database database, Actor actor, string action, Guid id, ChangeResult result, object? after, CancellationToken cancel) =>
        database.InTransactionAsync(
            async tx =>
            {
                await tx.AuditAsync(actor, action, id.ToString(), after: new { result, after });
                return true;
            },
            cancel);

    private static IResult Answer(Guid id, PageContext page, ChangeResult result) => result switch
    {
        ChangeResult.NotFound => Results.NotFound(),
        ChangeResult.Closed => Back(id, page.Say.IsClosedAlready),
        ChangeResult.Calling => Back(id, page.Say.IsBeingCalled),
        _ => Back(id, page.Say.Done),
    };

    /// <summary>A redirect, so that reloading the page does not do it again.</summary>
    private static IResult Back(Guid id, string answer) => Results.LocalRedirect($"/cases/{id}?said={Uri.EscapeDataString(answer)}");
}
