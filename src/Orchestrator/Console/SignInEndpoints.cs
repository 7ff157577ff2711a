using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orchestrator.Access;
using Orchestrator.Console.Languages;
using Orchestrator.Console.Pages;

namespace Orchestrator.Console;

/// <summary>Signing in and out, the first administrator, and the language.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").AllowAnonymous();
        open.MapGet(AccessSetup.SignInPath, (string? then) => Page(then, null, null));
        open.MapPost(AccessSetup.SignInPath, SignInAsync).RequireRateLimiting(ConsoleSetup.SignInLimit);
        open.MapPost("/sign-out", (Delegate)SignOutAsync);
        open.MapPost("/language", SetLanguage);
        open.MapGet(FirstAdministrator.Path, AskAsync);
        open.MapPost(FirstAdministrator.Path, CreateAsync).RequireRateLimiting(ConsoleSetup.SignInLimit);
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? name, [FromForm] string? password, [FromForm] string? then, SignIn signIn, PageContext page, HttpContext http, CancellationToken cancel)
    {
        switch (await signIn.TryAsync(name, password ?? "", http.Connection.RemoteIpAddress?.ToString(), cancel))
        {
            case SignInAnswer.Welcome { Account: var account }:
                await http.SignInAsync(SessionTickets.SchemeName, SessionTickets.Principal(account.Id, account.Name, account.AccountRole, account.Language));
                return Results.LocalRedirect(Local(then));
            case SignInAnswer.Locked { Left: var left }:
                return Page(then, name, page.Say.LockedFor((int)Math.Ceiling(left.TotalSeconds)));
            default:
                return Page(then, name, page.Say.WrongNameOrPassword);
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext http)
    {
        await http.SignOutAsync(SessionTickets.SchemeName);
        return Results.LocalRedirect(AccessSetup.SignInPath);
    }

    private static IResult SetLanguage([FromForm] string? language, [FromForm] string? then, HttpContext http)
    {
        http.Response.Cookies.Append(
            PageContext.LanguageCookie,
            Speech.Of(language).Code,
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true });
        return Results.LocalRedirect(Local(then));
    }

    private static async Task<IResult> AskAsync(string? key, FirstAdministrator first, CancellationToken cancel) =>
        Setup(await first.IsGoodAsync(key ?? "", cancel), key, null, null);

    private static async Task<IResult> CreateAsync(
        [FromForm] string? key, [FromForm] string? name, [FromForm] string? password, [FromForm] string? again,
        FirstAdministrator first, PageContext page, HttpContext http, CancellationToken cancel)
    {
        if (password != again)
        {
            return Setup(isGood: true, key, name, page.Say.PasswordsDiffer);
        }

        if (AccountName.Read(name) is not { } known)
        {
            return Setup(isGood: true, key, name, AccountName.Expected);
        }

        return await first.UseAsync(key ?? "", known, password ?? "", http.Connection.RemoteIpAddress?.ToString(), cancel) switch
        {
            AccountChange.Refused refused => Setup(await first.IsGoodAsync(key ?? "", cancel), key, name, refused.Why),
            _ => Page(null, known, null),
        };
    }

    /// <summary>Back to where he came from, but never to another site.</summary>
    private static string Local(string? then) => then is ['/', not ('/' or '\\'), ..] ? then : "/";

    private static RazorComponentResult<SignInPage> Page(string? then, string? name, string? fault) =>
        new(new Dictionary<string, object?> { ["Then"] = then, ["Name"] = name, ["Fault"] = fault }) { StatusCode = fault is null ? 200 : 401 };

    private static RazorComponentResult<SetupPage> Setup(bool isGood, string? key, string? name, string? fault) =>
        new(new Dictionary<string, object?> { ["IsGood"] = isGood, ["Key"] = key, ["Name"] = name, ["Fault"] = fault }) { StatusCode = fault is null ? 200 : 400 };
}
