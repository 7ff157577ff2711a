using Orchestrator.Engine.Running;

namespace Orchestrator.Web;

/// <summary><c>/health/live</c> and <c>/health/ready</c>, for supervisors and load balancers; they need no key and tell no secret.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => new { Status = "alive" }).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, CancellationToken cancel)
    {
        var report = await readiness.ReportAsync(cancel);
        return TypedResults.Json(report, statusCode: report.Status == HealthReport.NotReady ? 503 : 200);
    }
}
