using Orchestrator.Access;
using Orchestrator.Web.Api;
using Orchestrator.Web.Http;
using Orchestrator.Web.Site;
using Orchestrator.Web.Site.Dashboard;
using Orchestrator.Web.Site.Streams;

namespace Orchestrator.Web;

/// <summary>Everything that the daemon answers over HTTP: the API for programs, the console for people, health for supervisors.</summary>
public static class WebSetup
{
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.AddApi();
        builder.AddAccess();
        builder.AddConsole();
        builder.Services.AddLive();
        builder.Services.DoNotReadKeysAtTheStart();
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseRequests();
        app.MapApi();
        app.MapHealth();
        app.MapConsole();
    }

    /// <summary>What every request goes through before it comes to its route.</summary>
    internal static void UseRequests(this WebApplication app)
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
            : context.HttpContext.Request.IsForPeople()
            ? ConsoleFaults.Page(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext)
            : Problems.OfStatus(context.HttpContext.Response.StatusCode, context.HttpContext.Request).ExecuteAsync(context.HttpContext));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseFormTokens();
        app.UseJobDashboardLanguage();
        app.UseRateLimiter();
    }
}
