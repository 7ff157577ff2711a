using System.ComponentModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api.Keys;

namespace Orchestrator.Web.Api;

/// <summary>Asking for a callback, as a web site's form or a CRM does.</summary>
internal static class CallbackEndpoints
{
    public static void MapCallbacks(this RouteGroupBuilder api) =>
        api.MapPost("/callbacks", AskAsync).RequireAuthorization(ApiScopes.PolicyName(ApiScope.Write))
            .WithSummary("Asks for a callback: opens a case, or joins the number's open one")
            .WithDescription(
                "201 with the new case and its Location; 200 when the number already has an open case under the policy, which the request joins. Opening hours and limits apply: see next_attempt_at. "
                + "With an Idempotency-Key the request may be sent again for 24 hours: nothing is done twice, and the answer is the same.")
            .Produces<CaseView>(201).Produces<CaseView>().ProducesProblem(400).ProducesProblem(409).ProducesProblem(422);

    private static async Task<IResult> AskAsync(
        CallbackRequest body,
        HttpContext http,
        CaseDesk desk,
        CallbackRequests callbacks,
        [Description("1 to 200 visible ASCII characters, new for each request, such as a UUID"), FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey,
        CancellationToken cancel)
    {
        var errors = body.Errors();
        if (idempotencyKey is not null && !IdempotencyKey.IsOne(idempotencyKey))
        {
            errors[IdempotencyKey.Header] = $"Give 1 to {IdempotencyKey.Longest} visible ASCII characters.";
        }

        if (errors.Count > 0)
        {
            return Problems.Of(Problems.InvalidRequest, string.Join(' ', errors.Select(e => $"{e.Key}: {e.Value}")), errors);
        }

        var actor = CaseActionEndpoints.By(http);
        var order = new CallbackOrder(body.Number!, body.Policy, body.Queue, new CallbackWish(actor.Name, body.Name, body.Comment, body.NotBefore, body.Operator));
        return await desk.ChangeAsync(
            (tx, aftermath) => IdempotencyKey.OnceAsync(
                tx, http.User.Identity!.Name!, idempotencyKey, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options)), () => PromiseAsync(tx, aftermath, callbacks, order, actor)),
            cancel);
    }

    private static async Task<OnceAnswer> PromiseAsync(Transaction tx, Aftermath aftermath, CallbackRequests callbacks, CallbackOrder order, Actor actor)
    {
        switch (await callbacks.AskAsync(tx, aftermath, order))
        {
            case CallbackAnswer.Promised promised:
                await tx.Audit.AddAsync(actor, "callback.ask", promised.CaseId.ToString(), after: new { order.Policy, order.Queue, order.Wish.NotBefore, order.Wish.Operator, joined = !promised.IsNew });
                var view = await tx.CaseViews.FindAsync(promised.CaseId);
                return new OnceAnswer.Kept(
                    promised.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, $"/api/v1/cases/{promised.CaseId}", JsonSerializer.Serialize(view, ApiJson.Options));
            case CallbackAnswer.NumberRefused { Refusal: var refusal }:
                var until = refusal.Until is { } at ? string.Create(CultureInfo.InvariantCulture, $", until {at}") : "";
                return new OnceAnswer.NotKept(Problems.Of(Problems.NumberRefused, $"This number is not called back: {refusal.Why}{until}."));
            case CallbackAnswer.Impossible impossible:
                return new OnceAnswer.NotKept(Problems.Of(
                    Problems.Impossible, $"{impossible.Field}: {impossible.Why}", new Dictionary<string, string>(StringComparer.Ordinal) { [impossible.Field] = impossible.Why }));
            default:
                throw new InvalidOperationException("No such answer.");
        }
    }
}

/// <summary>The body of <c>POST /callbacks</c>.</summary>
/// <param name="Number">Whom to call: international, or as numbers.yaml reads it.</param>
/// <param name="Policy">By which policy's rules; or give the queue that it is about.</param>
/// <param name="Queue">The queue that it is about; without a policy, the one that covers it is taken.</param>
/// <param name="Name">The customer's name, up to 100 characters on one line.</param>
/// <param name="Comment">What it is about, up to 500 characters.</param>
/// <param name="NotBefore">No attempt earlier; ISO 8601 with offset, before the policy gives up.</param>
/// <param name="Operator">The operator to ring first, by interface; another one is rung when this one is not free.</param>
public sealed record CallbackRequest(
    [property: Description("Whom to call: international such as +79161234567, or as numbers.yaml reads it")] string? Number = null,
    [property: Description("By which policy's rules; without it the one that covers the queue is taken")] string? Policy = null,
    [property: Description("The queue that it is about")] string? Queue = null,
    [property: Description("The customer's name, up to 100 characters on one line")] string? Name = null,
    [property: Description("What it is about, up to 500 characters")] string? Comment = null,
    [property: Description("No attempt earlier; ISO 8601 with offset, before the policy gives up")] Instant? NotBefore = null,
    [property: Description("The operator to ring first, by interface such as PJSIP/101; the policy's others are rung when this one is not free")] string? Operator = null)
{
    private const int LongestWord = 100;

    /// <summary>What is wrong with its form, by field.</summary>
    internal Dictionary<string, string> Errors()
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Policy is null && Queue is null)
        {
            errors["policy"] = "Give a policy or a queue.";
        }

        CheckLine("number", Number ?? "", LongestWord, errors);
        CheckLine("policy", Policy, LongestWord, errors);
        CheckLine("queue", Queue, LongestWord, errors);
        CheckLine("name", Name, CallbackRequests.LongestName, errors);
        CheckLine("operator", Operator, LongestWord, errors);
        if (Comment is { } comment && (comment.Length is 0 or > CallbackRequests.LongestComment || comment.Any(c => char.IsControl(c) && c is not '\n' and not '\r')))
        {
            errors["comment"] = $"Give 1 to {CallbackRequests.LongestComment} characters, or leave it out.";
        }

        return errors;
    }

    private static void CheckLine(string field, string? text, int longest, Dictionary<string, string> errors)
    {
        if (text is not null && (text.Length == 0 || text.Length > longest || text.Any(char.IsControl)))
        {
            errors[field] = string.Create(CultureInfo.InvariantCulture, $"Give 1 to {longest} characters on one line.");
        }
    }
}
