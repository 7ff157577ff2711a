using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Orchestrator.Access;
using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.NumberRules;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site;

/// <summary>
/// A number's page. Its address has the id of a case, a missed call or a rule of that number: addresses stay in histories and logs, and not everybody may see the number.
/// Who looks for a number posts it.
/// </summary>
internal static class NumberPages
{
    private const string Path = "/numbers";
    private const int PerPage = 25;

    public static void MapNumbers(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Path);
        var reading = pages.MapGroup("").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
        reading.MapGet("", () => new RazorComponentResult<NumbersPage>());
        reading.MapGet("/find", () => Results.LocalRedirect(Path));
        reading.MapPost("/find", FindAsync);
        reading.MapGet("/{id:guid}", ShowAsync);
        var rules = pages.MapGroup("/rules").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Supervisor));
        rules.MapPost("", SetAsync);
        rules.MapPost("/lift", LiftAsync);
    }

    private static async Task<IResult> FindAsync([FromForm] string? number, Database database, PoliciesInForce policies, PageContext page, CancellationToken cancel)
    {
        if (number is null || NamedNumber.Find(number, policies.Numbers, out var why) is not { } known)
        {
            return Back.To(Path, page.Say.NotANumber);
        }

        return await database.InTransactionAsync(tx => tx.Numbers.IdOfAsync(known), cancel) is { } id ? Results.LocalRedirect($"{Path}/{id}")
            : why is not null ? Back.To(Path, page.Say.NotANumber)
            : new RazorComponentResult<NumbersPage>(new Dictionary<string, object?> { ["NeverSeen"] = known.E164, ["IsVip"] = policies.Numbers.IsVip(known), ["RefusedBy"] = (policies.Numbers.Guard(known) as GuardVerdict.Refused)?.Rule });
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpRequest request, Database database, PoliciesInForce policies, CancellationToken cancel)
    {
        var view = await database.ReadAsync(
            async tx =>
            {
                if (await tx.Numbers.FindAsync(id) is not { } number)
                {
                    return null;
                }

                return new NumberSight(
                    id,
                    number.E164,
                    await NumberPicture.OfAsync(tx, number, policies.Numbers),
                    await tx.CaseViews.ListAsync(new CaseFilter(Number: number.E164), PerPage, Behind(request, id, NumberSight.CasesList)),
                    await tx.MissedCallViews.ListAsync(new MissedCallFilter(Number: number.E164), PerPage, Behind(request, id, NumberSight.CallsList)));
            },
            cancel);
        return view is null ? Results.NotFound() : new RazorComponentResult<NumberPage>(new Dictionary<string, object?> { ["Number"] = view });
    }

    private static async Task<IResult> SetAsync(
        [FromForm] string? number, [FromForm] string? rule, [FromForm] string? reason, [FromForm] string? expires, NumberDesk desk, PoliciesInForce policies, PageContext page, Database database, CancellationToken cancel)
    {
        var expiresAt = FormTimes.Parse(expires, page.Zone);
        if (policies.Numbers.Read(number) is not { } known || Words.Find<NumberRule>(rule ?? "") is not { } which)
        {
            return Back.To(Path, page.Say.NotANumber);
        }

        if (!CaseSteering.IsReason(reason?.Trim()) || (!string.IsNullOrEmpty(expires) && !(expiresAt > page.Now)))
        {
            return Back.To(await AddressAsync(database, known, cancel), CaseSteering.IsReason(reason?.Trim()) ? page.Say.ExpiryIsPast : page.Say.GiveAText(CaseSteering.LongestReason));
        }

        var id = await desk.SetAsync(known, which, reason!.Trim(), expiresAt, page.Actor, cancel);
        return Back.To($"{Path}/{id}", page.Say.Done);
    }

    private static async Task<IResult> LiftAsync(
        [FromForm] string? number, [FromForm] string? rule, [FromForm] string? reason, [FromForm] string? sure, NumberDesk desk, PoliciesInForce policies, PageContext page, Database database, CancellationToken cancel)
    {
        if (number is null || NamedNumber.Find(number, policies.Numbers, out _) is not { } known || Words.Find<NumberRule>(rule ?? "") is not { } which)
        {
            return Back.To(Path, page.Say.NotANumber);
        }

        var why = reason?.Trim();
        var answer = !CaseSteering.IsReason(why) ? page.Say.GiveAText(CaseSteering.LongestReason)
            : sure != "yes" ? page.Say.ConfirmLifting
            : await desk.LiftAsync(known, which, why!, page.Actor, cancel) ? page.Say.Done
            : page.Say.NoSuchRuleInForce;
        return Back.To(await AddressAsync(database, known, cancel), answer);
    }

    private static PageKey? Behind(HttpRequest request, Guid id, string list) =>
        request.Query[list].FirstOrDefault() is { } cursor ? Cursor.Decode(cursor, NumberSight.Named(id, list)) : null;

    private static async Task<string> AddressAsync(Database database, PhoneNumber number, CancellationToken cancel) =>
        await database.InTransactionAsync(tx => tx.Numbers.IdOfAsync(number), cancel) is { } id ? $"{Path}/{id}" : Path;
}

/// <summary>What a number's page shows.</summary>
/// <param name="Id">The id in its address.</param>
/// <param name="Picture">What is to be made of it.</param>
/// <param name="Cases">A page of its cases, newest first.</param>
/// <param name="Calls">A page of its missed calls, newest first.</param>
public sealed record NumberSight(Guid Id, string E164, NumberPicture Picture, Page<ListedCase> Cases, Page<ListedMissedCall> Calls)
{
    public const string CasesList = "cases";
    public const string CallsList = "calls";

    public static string Named(Guid id, string list) => $"console/numbers/{id}/{list}";

    /// <summary>The same page, with a list continued behind a row.</summary>
    public string Link(string list, PageKey behind) => $"/numbers/{Id}?{list}={Cursor.Encode(behind, Named(Id, list))}#{list}";
}
