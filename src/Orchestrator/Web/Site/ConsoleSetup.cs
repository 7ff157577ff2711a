using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.RateLimiting;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Http;
using Orchestrator.Web.Site.Dashboard;

namespace Orchestrator.Web.Site;

/// <summary>Puts the console together: pages rendered here, their assets, and what keeps strangers' text harmless.</summary>
public static class ConsoleSetup
{
    /// <summary>Names the limit on tries to sign in.</summary>
    public const string SignInLimit = "sign-in";

    /// <summary>Tries a minute from one address: many people may sit behind it in the morning.</summary>
    private const int SignInsPerMinute = 60;

    /// <summary>Nothing but our own files runs or is shown; no frame, no foreign form.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void AddConsole(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "orchestrator-form";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true; // the content security policy says it
        });
        services.AddScoped<StandInRequest>();
        services.AddJobDashboard();
        services.AddScoped<PageContext>();
        services.AddExceptionHandler<ConsoleFaults>();
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(SignInLimit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    /// <summary>Headers of every answer to a person.</summary>
    public static void UseConsoleHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.IsForPeople())
        {
            // Asked before the request goes on: the dashboard cuts its own part off the path.
            var policy = context.Request.Path.StartsWithSegments(JobDashboard.Path, StringComparison.OrdinalIgnoreCase)
                ? JobDashboard.ContentSecurityPolicy(ContentSecurityPolicy)
                : ContentSecurityPolicy;
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = policy;
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                if (headers.CacheControl.Count == 0)
                {
                    headers.CacheControl = "no-store"; // what a signed-in person saw does not stay on a shared machine
                }

                return Task.CompletedTask;
            });
        }

        return next(context);
    });

    /// <summary>
    /// Refuses a form without a token that is good for this person. The framework only notes that it has none, and leaves the rest to those who read the form:
    /// a form without fields nobody reads.
    /// </summary>
    public static void UseFormTokens(this IApplicationBuilder app)
    {
        app.UseAntiforgery();
        app.Use((context, next) => context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
            ? ConsoleFaults.Page(StatusCodes.Status400BadRequest).ExecuteAsync(context)
            : next(context));
    }

    public static void MapConsole(this WebApplication app)
    {
        app.MapAssets();
        var pages = app.MapGroup("").WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
        pages.MapSignIn();
        pages.MapWallboard();
        pages.MapCases();
        pages.MapCaseActions();
        pages.MapMissedCalls();
        pages.MapGaps();
        pages.MapNumbers();
        pages.MapJobs();
        pages.MapJobDashboardCommands();
        app.MapJobDashboard();
        pages.MapLive();
        pages.MapUsers();
        pages.MapAccount();
        pages.MapPasswordLinks();
        pages.MapKeys();
        pages.MapAudit();
        pages.MapPolicyPages();
        pages.MapPolicyTools();
    }
}
