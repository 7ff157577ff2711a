using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Orchestrator.Core;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Api.Keys;

/// <summary>Takes <c>Authorization: Bearer KEY</c>. A database that is away is no refusal: it surfaces as 503.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Database database)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";
    private const string ScopeClaim = "scope";
    private const string Start = SchemeName + " ";

    /// <summary>The scope that a request's key has; null without one.</summary>
    public static ApiScope? ScopeOf(ClaimsPrincipal user) => user.FindFirst(ScopeClaim) is { } claim ? Words.Find<ApiScope>(claim.Value) : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Start, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var text = header[Start.Length..].Trim();
        if (!ApiKey.IsOne(text))
        {
            return AuthenticateResult.Fail("This is not an API key of the orchestrator.");
        }

        var key = await database.InTransactionAsync(
            async tx =>
            {
                var row = await tx.ApiKeys.FindAsync(ApiKey.Hash(text));
                if (row is not null)
                {
                    await tx.ApiKeys.TouchAsync(row);
                }

                return row;
            },
            Context.RequestAborted);
        return key is null
            ? AuthenticateResult.Fail("This API key is unknown, was revoked, or has expired.")
            : AuthenticateResult.Success(new AuthenticationTicket(Principal(key), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
        Response.Headers.WWWAuthenticate = failure is null ? "Bearer realm=\"orchestrator\"" : "Bearer realm=\"orchestrator\", error=\"invalid_token\"";
        var detail = (failure ?? "The request has none.")
            + " Send Authorization: Bearer KEY; 'orchestrator api-key add NAME --scope read' makes a key.";
        await Problems.Of(Problems.Unauthorized, detail).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var held = ScopeOf(Context.User) is { } scope ? Words.Of(scope) : "none";
        return Problems.Of(Problems.Forbidden, $"The key's scope is '{held}', and {Request.Method} {Request.Path} needs 'write'.").ExecuteAsync(Context);
    }

    private static ClaimsPrincipal Principal(ApiKeyRow key) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, key.Name), new Claim(ScopeClaim, Words.Of(key.Scope))], SchemeName));
}
