using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.NumberRules;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api.Keys;

namespace Orchestrator.Web.Api;

/// <summary>One number: whether it may be called, what was decided about it, and its cases.</summary>
internal static class NumberEndpoints
{
    private const int MostCases = 50;

    public static void MapNumbers(this RouteGroupBuilder api)
    {
        api.MapGet("/numbers/{number}", FindAsync)
            .WithSummary("One number: whether it may be called and why, its rules, and its latest cases")
            .Produces<NumberView>().ProducesProblem(400);
        api.MapPut("/numbers/{number}/rules/{rule}", SetAsync).RequireAuthorization(ApiScopes.PolicyName(ApiScope.Write))
            .WithSummary("Sets a rule for a number, in place of the one of the same kind")
            .WithDescription("vip: called before others. do_not_call: no new cases, open ones close as opted_out, a ringing phone stops. It takes effect at once, on every instance.")
            .Produces<NumberView>().ProducesProblem(400);
        api.MapDelete("/numbers/{number}/rules/{rule}", LiftAsync).RequireAuthorization(ApiScopes.PolicyName(ApiScope.Write))
            .WithSummary("Lifts a rule of a number, with a reason")
            .Produces<NumberView>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> FindAsync(
        [Description("International, the plus left out or encoded as %2B, or as it is dialled at home")] string number, Database database, PoliciesInForce policies, CancellationToken cancel) =>
        NamedNumber.Find(number, policies.Numbers, out var why) is { } known ? TypedResults.Ok(await ViewAsync(known, database, policies, cancel)) : NoNumber(why);

    private static async Task<IResult> SetAsync(
        [Description("International, the plus left out or encoded as %2B, or as it is dialled at home")] string number,
        [Description("vip or do_not_call")] string rule,
        NumberRuleRequest body,
        HttpContext http,
        NumberDesk desk,
        Database database,
        PoliciesInForce policies,
        IClock clock,
        CancellationToken cancel)
    {
        if (NamedNumber.Read(number, policies.Numbers, out var why) is not { } known)
        {
            return NoNumber(why);
        }

        if (Words.Find<NumberRule>(rule) is not { } which)
        {
            return NoRule();
        }

        if (!CaseSteering.IsReason(body.Reason))
        {
            return NoReason();
        }

        if (body.ExpiresAt <= clock.GetCurrentInstant())
        {
            return Problems.Of(Problems.InvalidRequest, "expires_at: Give a time in the future, or leave it out.");
        }

        await desk.SetAsync(known, which, body.Reason!, body.ExpiresAt, CaseActionEndpoints.By(http), cancel);
        return TypedResults.Ok(await ViewAsync(known, database, policies, cancel));
    }

    private static async Task<IResult> LiftAsync(
        [Description("International, the plus left out or encoded as %2B, or as it is dialled at home")] string number,
        [Description("vip or do_not_call")] string rule,
        [Description("Why, up to 200 characters on one line")] string? reason,
        HttpContext http,
        NumberDesk desk,
        Database database,
        PoliciesInForce policies,
        CancellationToken cancel) =>
        NamedNumber.Find(number, policies.Numbers, out var why) is not { } known ? NoNumber(why)
        : Words.Find<NumberRule>(rule) is not { } which ? NoRule()
        : !CaseSteering.IsReason(reason) ? NoReason()
        : await desk.LiftAsync(known, which, reason!, CaseActionEndpoints.By(http), cancel) ? TypedResults.Ok(await ViewAsync(known, database, policies, cancel))
        : Problems.Of(Problems.NotFound, $"There is no rule '{rule}' in force for this number.");

    private static Task<NumberView> ViewAsync(PhoneNumber number, Database database, PoliciesInForce policies, CancellationToken cancel) => database.ReadAsync(
        async tx =>
        {
            var picture = await NumberPicture.OfAsync(tx, number, policies.Numbers);
            var cases = await tx.CaseViews.ListAsync(new CaseFilter(Number: number.E164), MostCases, behind: null);
            return NumberView.Of(number, picture, cases.Items, tx.Now);
        },
        cancel);

    private static ProblemHttpResult NoNumber(Reason? why) =>
        Problems.Of(Problems.InvalidRequest, $"number: It is {why}. Give an international number such as +74951234567, or one as it is dialled at home.");

    private static ProblemHttpResult NoRule() => Problems.Of(Problems.NotFound, $"There is no such rule. Rules are: {string.Join(", ", Words.All<NumberRule>())}.");

    private static ProblemHttpResult NoReason() => Problems.Of(Problems.InvalidRequest, $"reason: Give 1 to {CaseSteering.LongestReason} characters on one line.");
}

/// <summary>The body of <c>PUT /numbers/{number}/rules/{rule}</c>.</summary>
/// <param name="Reason">Why, up to 200 characters on one line.</param>
/// <param name="ExpiresAt">When it ends by itself; null: never.</param>
public sealed record NumberRuleRequest(
    [property: Description("Why, up to 200 characters on one line")] string? Reason = null,
    [property: Description("When it ends by itself; ISO 8601 with offset; left out: never")] Instant? ExpiresAt = null);

/// <summary>One number as outsiders read it.</summary>
/// <param name="Number">E.164.</param>
/// <param name="MayCall">Whether it may be called now. Hours and a policy's limits have their say besides.</param>
/// <param name="RefusedBy">The rule that says no: <c>do_not_call</c>, <c>own</c>, <c>deny …</c>, <c>unknown</c>, <c>allow</c>, <c>kinds …</c>, <c>per_number_per_day</c>; null when it may be called.</param>
/// <param name="Why">For people; null when it may be called.</param>
/// <param name="Until">When that ends by itself; null: it does not.</param>
/// <param name="Vip">Goes before others, by a rule or by numbers.yaml.</param>
/// <param name="LastContact">Who talked with it last.</param>
/// <param name="Rules">All that was ever decided, the latest first.</param>
/// <param name="Cases">The latest, newest first; at most 50.</param>
/// <param name="Region">ISO 3166 code of its country; null: of none.</param>
/// <param name="Kind">A word of <see cref="NumberKind"/>.</param>
/// <param name="Known">Whether the numbering plans have such a number.</param>
/// <param name="Place">Its area or country, in English, as far as it tells.</param>
/// <param name="Carrier">The mobile network that it was first given by.</param>
/// <param name="TimeZones">Where its owner may live; for quiet hours any of them counts.</param>
public sealed record NumberView(
    string Number, bool MayCall, string? RefusedBy, Reason? Why, Instant? Until, bool Vip, ContactRow? LastContact, IReadOnlyList<NumberRuleView> Rules, IReadOnlyList<CaseSummary> Cases,
    string? Region, string Kind, bool Known, string? Place, string? Carrier, IReadOnlyList<string> TimeZones)
{
    private const string Language = "en";

    public static NumberView Of(PhoneNumber number, NumberPicture picture, IReadOnlyList<CaseSummary> cases, Instant now)
    {
        var (refusedBy, why, until) = picture.Verdict.Refusal is { } refusal ? (refusal.Rule, (Reason?)refusal.Why, refusal.Until)
            : picture.CapReachedUntil is { } cap ? ("per_number_per_day", new Reason.CalledToTheCap(), cap)
            : ((string?)null, (Reason?)null, (Instant?)null);
        return new NumberView(
            number.E164, refusedBy is null, refusedBy, why, until, picture.Verdict.IsVip, picture.Contacts is [var last, ..] ? last : null, [.. picture.Rules.Select(r => NumberRuleView.Of(r, now))], cases,
            picture.Facts.Region, Words.Of(picture.Facts.Kind), picture.Facts.IsKnown, NumberFacts.PlaceOf(number, Language), NumberFacts.CarrierOf(number, Language), [.. picture.Zones.Select(z => z.Id)]);
    }
}

/// <summary>A rule, in force or past.</summary>
/// <param name="Rule"><c>vip</c> or <c>do_not_call</c>.</param>
/// <param name="InForce">Whether it counts now.</param>
/// <param name="Reason">Why it was set.</param>
/// <param name="SetBy">Who set it.</param>
/// <param name="ExpiresAt">When it ends by itself; null: never.</param>
/// <param name="LiftedAt">When it was lifted or replaced.</param>
/// <param name="LiftedBy">By whom.</param>
public sealed record NumberRuleView(
    NumberRule Rule, bool InForce, string Reason, string SetBy, Instant SetAt, Instant? ExpiresAt, Instant? LiftedAt, string? LiftedBy, string? LiftedWhy)
{
    public static NumberRuleView Of(NumberRuleRow row, Instant now) =>
        new(row.Rule, row.CountsAt(now), row.Reason, row.SetBy, row.SetAt, row.ExpiresAt, row.LiftedAt, row.LiftedBy, row.LiftedWhy);
}
