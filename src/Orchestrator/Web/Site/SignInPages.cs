using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Orchestrator.Access;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Languages;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>Signing in and out, the first administrator, and the language.</summary>
internal static class SignInPages
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").RequireAuthorization(AccessSetup.Everybody);
        open.MapGet(AccessSetup.SignInPath, Ask);
        open.MapPost(AccessSetup.SignInPath, SignInAsync).RequireRateLimiting(ConsoleSetup.SignInLimit);
        open.MapPost("/sign-out", (Delegate)SignOutAsync);
        open.MapPost("/language", SetLanguageAsync);
        open.MapGet(FirstAdministrator.Path, AskAsync);
        open.MapPost(FirstAdministrator.Path, CreateAsync).RequireRateLimiting(ConsoleSetup.SignInLimit);
    }

    private static IResult Ask(string? then, PageContext page) => page.Viewer is null ? Page(then, null, null) : Back.ToWanted(then);

    private static async Task<IResult> SignInAsync(
        [FromForm] string? name, [FromForm] string? password, [FromForm] string? then, SignIn signIn, PageContext page, HttpContext http, CancellationToken cancel)
    {
        if (page.Viewer is not null)
        {
            // The cookie handler would go on with the session that is there, and so with its user. That one ends first.
            await http.SignOutAsync(SessionTickets.SchemeName);
            return Results.LocalRedirect(AccessSetup.SignInPath);
        }

        switch (await signIn.TryAsync(name, password ?? "", http.Connection.RemoteIpAddress?.ToString(), cancel))
        {
            case SignInAnswer.Welcome { Account: var account }:
                await http.SignInAsync(SessionTickets.SchemeName, SessionTickets.Principal(account.Id, account.Name, account.Role));
                if (account.Language is { } language)
                {
                    Keep(language, http);
                }

                return Back.ToWanted(then);
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

    private static async Task<IResult> SetLanguageAsync([FromForm] string? language, [FromForm] string? then, Accounts accounts, PageContext page, HttpContext http, CancellationToken cancel)
    {
        var code = Speech.Of(language).Code;
        if (page.Viewer is { } viewer)
        {
            await accounts.SetLanguageAsync(viewer.Name, code, page.Actor, cancel);
        }

        Keep(code, http);
        return Back.ToWanted(then);
    }

    private static void Keep(string language, HttpContext http) => http.Response.Cookies.Append(
        PageContext.LanguageCookie,
        language,
        new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true });

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
            return Setup(isGood: true, key, name, page.Say.ExpectedUserName);
        }

        return await first.UseAsync(key ?? "", known, password ?? "", http.Connection.RemoteIpAddress?.ToString(), cancel) switch
        {
            AccountChange.Refused refused => Setup(await first.IsGoodAsync(key ?? "", cancel), key, name, page.Say.Of(refused.Fault, refused.Name)),
            _ => Page(null, known, null),
        };
    }

    private static RazorComponentResult<SignInPage> Page(string? then, string? name, string? fault) =>
        new(new Dictionary<string, object?> { ["Then"] = then, ["Name"] = name, ["Fault"] = fault }) { StatusCode = fault is null ? 200 : 401 };

    private static RazorComponentResult<SetupPage> Setup(bool isGood, string? key, string? name, string? fault) =>
        new(new Dictionary<string, object?> { ["IsGood"] = isGood, ["Key"] = key, ["Name"] = name, ["Fault"] = fault }) { StatusCode = fault is null ? 200 : 400 };
}
