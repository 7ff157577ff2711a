using Microsoft.AspNetCore.Mvc;
using Orchestrator.Access;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Site;

/// <summary>What a person may do to a case. Each is a form's post and is answered with the case's page.</summary>
internal static class CaseActionPages
{
    public static void MapCaseActions(this IEndpointRouteBuilder routes)
    {
        var actions = routes.MapGroup("/cases/{id:guid}");
        actions.MapPost("/call-now", CallNowAsync).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Operator));
        actions.MapPost("/postpone", PostponeAsync).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Operator));
        actions.MapPost("/note", NoteAsync).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Operator));
        actions.MapPost("/cancel", CancelAsync).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Supervisor));
    }

    private static async Task<IResult> CallNowAsync(Guid id, CaseSteering steering, PageContext page, CancellationToken cancel) =>
        Answer(id, page, await steering.CallNowAsync(id, page.Actor, cancel));

    private static async Task<IResult> PostponeAsync(Guid id, [FromForm] string? until, Database database, CaseSteering steering, PageContext page, CancellationToken cancel)
    {
        page.Policy = await database.InTransactionAsync(tx => tx.CaseViews.PolicyOfAsync(id), cancel); // the form asks for a time in its zone
        return FormTimes.Parse(until, page.Zone) is { } at && at > page.Now && at <= page.Now + CaseSteering.FurthestPostpone
            ? Answer(id, page, await steering.PostponeAsync(id, at, page.Actor, cancel))
            : Back.To(PageOf(id), page.Say.GiveATime);
    }

    private static async Task<IResult> NoteAsync(Guid id, [FromForm] string? note, CaseSteering steering, PageContext page, CancellationToken cancel)
    {
        var text = note?.Trim() ?? "";
        return text.Length is 0 or > CaseSteering.LongestNote ? Back.To(PageOf(id), page.Say.GiveAText(CaseSteering.LongestNote))
            : await steering.NoteAsync(id, text, page.Actor, cancel) ? Back.To(PageOf(id), page.Say.Done)
            : Results.NotFound();
    }

    private static async Task<IResult> CancelAsync(Guid id, [FromForm] string? reason, CaseSteering steering, PageContext page, CancellationToken cancel)
    {
        var why = reason?.Trim();
        return !CaseSteering.IsReason(why)
            ? Back.To(PageOf(id), page.Say.GiveAText(CaseSteering.LongestReason))
            : await steering.WithdrawAsync(id, why, page.Actor, cancel) switch
            {
                CloseResult.NotFound => Results.NotFound(),
                CloseResult.AlreadyClosed => Back.To(PageOf(id), page.Say.IsClosedAlready),
                CloseResult.Closing => Back.To(PageOf(id), page.Say.ClosesAfterTheAttempt),
                _ => Back.To(PageOf(id), page.Say.Done),
            };
    }

    private static IResult Answer(Guid id, PageContext page, ChangeResult result) => result switch
    {
        ChangeResult.NotFound => Results.NotFound(),
        ChangeResult.Closed => Back.To(PageOf(id), page.Say.IsClosedAlready),
        ChangeResult.Calling => Back.To(PageOf(id), page.Say.IsBeingCalled),
        _ => Back.To(PageOf(id), page.Say.Done),
    };

    private static string PageOf(Guid id) => $"/cases/{id}";
}
