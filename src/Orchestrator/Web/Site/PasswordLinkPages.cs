using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orchestrator.Access;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>A user sets a password by a one-time link.</summary>
internal static class PasswordLinkPages
{
    public static void MapPasswordLinks(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup(PasswordLinks.Path).RequireAuthorization(AccessSetup.Everybody).RequireRateLimiting(ConsoleSetup.SignInLimit);
        open.MapGet("", async (string? key, PasswordLinks links, CancellationToken cancel) => Page(key, await links.FindAsync(key ?? "", cancel), null));
        open.MapPost("", SetAsync);
    }

    private static async Task<IResult> SetAsync(
        [FromForm] string? key, [FromForm] string? password, [FromForm] string? again,
        PasswordLinks links, SessionTickets sessions, PageContext page, HttpContext http, CancellationToken cancel)
    {
        if (password != again)
        {
            return Page(key, await links.FindAsync(key ?? "", cancel), page.Say.PasswordsDiffer);
        }

        var change = await links.UseAsync(key ?? "", password ?? "", http.Connection.RemoteIpAddress?.ToString(), cancel);
        sessions.Forget();
        return change is AccountChange.Refused refused
            ? Page(key, await links.FindAsync(key ?? "", cancel), page.Say.Of(refused.Fault, refused.Name))
            : Back.To(AccessSetup.SignInPath, page.Say.PasswordChanged);
    }

    private static RazorComponentResult<SetPasswordPage> Page(string? key, string? name, string? fault) =>
        new(new Dictionary<string, object?> { ["Key"] = key, ["Name"] = name, ["Fault"] = fault }) { StatusCode = fault is null ? 200 : 400 };
}
