using Microsoft.AspNetCore.Authentication;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api.Keys;

namespace Orchestrator.Web.Api;

/// <summary>Puts the HTTP API together.</summary>
public static class ApiSetup
{
    /// <summary>Most bytes of a request's body; the largest that makes sense has a few hundred.</summary>
    private const int LargestBody = 64 * 1024;

    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // so that the answer can say what was wrong
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddProblemDetails();
        services.AddSingleton<ApiKeys>();
        services.AddAuthentication(ApiKeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var scope in Enum.GetValues<ApiScope>())
        {
            authorization.AddPolicy(ApiScopes.PolicyName(scope), policy => policy.AddAuthenticationSchemes(ApiKeyAuthentication.SchemeName).RequireAuthenticatedUser()
                .RequireAssertion(context => ApiKeyAuthentication.ScopeOf(context.User)?.Includes(scope) == true));
        }

        services.AddApiDescription();
        services.AddRateLimits(builder.Configuration.Options().Web.Limits);
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

        var api = app.MapGroup("/api/v1").RequireAuthorization(ApiScopes.PolicyName(ApiScope.Read)).ProducesProblem(401).ProducesProblem(403).ProducesProblem(429)
            .RequireRateLimiting(RateLimits.PerKey);
        api.MapMissedCalls();
        api.MapGaps();
        api.MapCases();
        api.MapCaseActions();
        api.MapCallbacks();
        api.MapNumbers();
        api.MapOperators();
        api.MapPolicies();
        api.MapPolicyTrials();
        api.MapNotices();
        api.MapJobs();
        api.MapEvents();
    }
}
