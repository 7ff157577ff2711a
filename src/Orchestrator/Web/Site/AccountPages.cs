using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orchestrator.Access;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>A user's own account: password and sessions.</summary>
internal static class AccountPages
{
    public const string Path = "/account";

    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup(Path).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
        account.MapGet("", ShowAsync);
        account.MapPost("/password", ChangePasswordAsync).RequireRateLimiting(ConsoleSetup.SignInLimit);
        account.MapPost("/sessions/{id:guid}/end", EndAsync);
    }

    private static async Task<IResult> ShowAsync(Database database, PageContext page, CancellationToken cancel)
    {
        var sessions = await database.InTransactionAsync(tx => tx.Sessions.ListAsync(page.Viewer!.Name), cancel);
        return new RazorComponentResult<AccountPage>(new Dictionary<string, object?> { ["Sessions"] = sessions });
    }

    private static async Task<IResult> ChangePasswordAsync(
        [FromForm] string? present, [FromForm] string? password, [FromForm] string? again,
        Accounts accounts, SessionTickets sessions, PageContext page, CancellationToken cancel)
    {
        if (password != again)
        {
            return Back.To(Path, page.Say.PasswordsDiffer);
        }

        var viewer = page.Viewer!;
        var change = await accounts.ChangePasswordAsync(viewer.Name, present ?? "", password ?? "", viewer.Session, page.Actor, cancel);
        sessions.Forget();
        return Back.To(Path, change is AccountChange.Refused refused ? page.Say.Of(refused.Fault, refused.Name) : page.Say.PasswordChanged);
    }

    private static async Task<IResult> EndAsync(Guid id, Accounts accounts, SessionTickets sessions, PageContext page, CancellationToken cancel)
    {
        var ended = await accounts.EndSessionAsync(id, page.Viewer!.Name, page.Actor, cancel);
        sessions.Forget();
        return ended ? Back.To(Path, page.Say.Done) : Results.NotFound();
    }
}
