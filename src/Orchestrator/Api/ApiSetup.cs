using Microsoft.AspNetCore.Authentication;
using Orchestrator.Api.Keys;
using Orchestrator.Cli;
using Orchestrator.Console;
using Orchestrator.Storage;

namespace Orchestrator.Api;

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

    public static void UseApi(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.XContentTypeOptions = "nosniff"; // callers' names are in the answers as they sent them
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.UseExceptionHandler();
        app.UseConsoleHeaders();
        app.UseStatusCodePages(context => context.HttpContext.Response.StatusCode == StatusCodes.Status403Forbidden && JobDashboardCommands.ForbiddenTo(context.HttpContext) is { } refusal
            ? refusal.ExecuteAsync(context.HttpContext)
            : ConsoleSetup.IsForPeople(context.HttpContext.Request)
            ? ConsoleFaults.Page(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext)
            : Problems.OfStatus(context.HttpContext.Response.StatusCode, context.HttpContext.Request).ExecuteAsync(context.HttpContext));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseFormTokens();
        app.UseJobDashboardLanguage();
        app.UseRateLimiter();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

        var api = app.MapGroup("/api/v1").RequireAuthorization(ApiScopes.PolicyName(ApiScope.Read)).ProducesProblem(401).ProducesProblem(403).ProducesProblem(429)
            .RequireRateLimiting(RateLimits.PerKey);
        api.MapMissedCalls();
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
