using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orchestrator.Access;
using Orchestrator.Core;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>The users of the console, for administrators.</summary>
internal static class UserPages
{
    public const string Path = "/access";

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup(Path).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Administrator));
        users.MapGet("", ListAsync);
        users.MapPost("/users", AddAsync);
        var user = users.MapGroup("/users/{name}");
        user.MapGet("", ShowAsync);
        user.MapPost("/role", SetRoleAsync);
        user.MapPost("/disable", (string name, Accounts accounts, Change change, CancellationToken cancel) =>
            change.AnswerAsync(name, accounts.DisableAsync(name, change.Actor, cancel)));
        user.MapPost("/enable", (string name, Accounts accounts, Change change, CancellationToken cancel) =>
            change.AnswerAsync(name, accounts.EnableAsync(name, change.Actor, cancel)));
        user.MapPost("/sign-out", (string name, Accounts accounts, Change change, CancellationToken cancel) =>
            change.AnswerAsync(name, accounts.SignOutEverywhereAsync(name, change.Actor, cancel)));
        user.MapPost("/reset", (string name, PasswordLinks links, Change change, CancellationToken cancel) =>
            change.AnswerAsync(name, links.ResetAsync(name, change.Actor, cancel)));
        user.MapPost("/sessions/{id:guid}/end", async (string name, Guid id, Accounts accounts, Change change, CancellationToken cancel) =>
            change.Answer(name, await accounts.EndSessionAsync(id, name, change.Actor, cancel)));
    }

    private static async Task<IResult> ListAsync(Database database, CancellationToken cancel) =>
        new RazorComponentResult<UsersPage>(new Dictionary<string, object?> { ["Users"] = await database.InTransactionAsync(tx => tx.Accounts.ListOverviewsAsync(), cancel) });

    private static async Task<IResult> ShowAsync(string name, Database database, CancellationToken cancel)
    {
        var (users, sessions) = await database.InTransactionAsync(async tx => (await tx.Accounts.ListOverviewsAsync(), await tx.Sessions.ListAsync(name)), cancel);
        return users.FirstOrDefault(u => u.Name == name) is { } user
            ? new RazorComponentResult<UserPage>(new Dictionary<string, object?> { ["User"] = user, ["Sessions"] = sessions })
            : Results.NotFound();
    }

    private static async Task<IResult> AddAsync([FromForm] string? name, [FromForm] string? role, PasswordLinks links, Change change, PageContext page, CancellationToken cancel) =>
        AccountName.Read(name) is not { } known || Words.Find<AccountRole>(role ?? "") is not { } asked
            ? Back.To(Path, page.Say.ExpectedUserName)
            : await change.AnswerAsync(known, links.InviteAsync(known, asked, page.Actor, cancel));

    private static async Task<IResult> SetRoleAsync(string name, [FromForm] string? role, Accounts accounts, Change change, CancellationToken cancel) =>
        Words.Find<AccountRole>(role ?? "") is { } asked ? await change.AnswerAsync(name, accounts.SetRoleAsync(name, asked, change.Actor, cancel)) : Results.BadRequest();

    /// <summary>Answers what came of a change of a user, and lets it take effect here at once.</summary>
    internal sealed class Change(PageContext page, SessionTickets sessions, HttpContext http)
    {
        public Actor Actor => page.Actor;

        public static ValueTask<Change?> BindAsync(HttpContext context) => ValueTask.FromResult<Change?>(new Change(
            context.RequestServices.GetRequiredService<PageContext>(), context.RequestServices.GetRequiredService<SessionTickets>(), context));

        public async Task<IResult> AnswerAsync(string name, Task<AccountChange> change)
        {
            var result = await change;
            sessions.Forget();
            return result switch
            {
                AccountChange.Refused { Fault: AccountFault.NoSuchUser } => Results.NotFound(),
                AccountChange.Refused refused => Back.To(PathOf(name), page.Say.Of(refused.Fault, refused.Name)),

                // Shown once, so it is the answer itself: an address stays in the browser's history.
                AccountChange.Link link => new RazorComponentResult<UserLinkPage>(new Dictionary<string, object?>
                {
                    ["Name"] = name,
                    ["Link"] = $"{http.Request.Scheme}://{http.Request.Host}{PasswordLinks.Path}?key={link.Key}",
                }),
                _ => Back.To(PathOf(name), page.Say.Done),
            };
        }

        public IResult Answer(string name, bool done)
        {
            sessions.Forget();
            return done ? Back.To(PathOf(name), page.Say.Done) : Results.NotFound();
        }

        private static string PathOf(string name) => $"{Path}/users/{Uri.EscapeDataString(name)}";
    }
}
