using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Access;
using Orchestrator.Core;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api.Keys;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>The keys of the HTTP API, for administrators.</summary>
internal static class KeyPages
{
    public const string Path = "/access/keys";

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup(Path).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Administrator));
        keys.MapGet("", async (Database database, CancellationToken cancel) => await PageAsync(database, null, cancel));
        keys.MapPost("", AddAsync);
        keys.MapPost("/revoke", RevokeAsync);
    }

    private static async Task<IResult> AddAsync(
        [FromForm] string? name, [FromForm] string? scope, [FromForm] string? expires, ApiKeys keys, Database database, PageContext page, CancellationToken cancel)
    {
        var text = name?.Trim();
        if (!ApiKeys.IsName(text) || Words.Find<ApiScope>(scope ?? "") is not { } asked)
        {
            return Back.To(Path, page.Say.GiveAText(ApiKeys.LongestName));
        }

        Instant? until = null;
        if (!string.IsNullOrEmpty(expires))
        {
            until = LocalDatePattern.Iso.Parse(expires).TryGetValue(default, out var day) ? page.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant() : page.Now;
            if (until <= page.Now)
            {
                return Back.To(Path, page.Say.ExpectedExpiry);
            }
        }

        return await keys.AddAsync(text!, asked, until, page.Actor, cancel) is { } key
            ? await PageAsync(database, key, cancel) // shown once, so it is the answer itself
            : Back.To(Path, page.Say.KeyNameTaken(text!));
    }

    private static async Task<IResult> RevokeAsync([FromForm] string? name, ApiKeys keys, PageContext page, CancellationToken cancel) =>
        await keys.RevokeAsync(name ?? "", page.Actor, cancel) ? Back.To(Path, page.Say.Done) : Results.NotFound();

    private static async Task<IResult> PageAsync(Database database, string? made, CancellationToken cancel) =>
        new RazorComponentResult<KeysPage>(new Dictionary<string, object?>
        {
            ["Keys"] = await database.InTransactionAsync(tx => tx.ApiKeys.ListAsync(), cancel),
            ["Made"] = made,
        });
}
