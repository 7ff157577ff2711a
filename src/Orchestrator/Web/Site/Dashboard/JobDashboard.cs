using System.Globalization;
using Hangfire;
using Hangfire.Dashboard;
using Orchestrator.Access;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Site.Dashboard;

/// <summary>
/// Hangfire's dashboard as a part of the console: behind our sign-in, in our languages, under a strict content security policy. It reads; what its buttons do is ours
/// (<see cref="JobDashboardCommands"/>), whose routes are more exact than the dashboard's own.
/// </summary>
internal static class JobDashboard
{
    public const string Path = "/hangfire";
    public const string Failed = Path + "/jobs/failed";
    public const string Recurring = Path + "/recurring";

    /// <summary>The path of its figures, which its pages ask for by POST.</summary>
    private const string Stats = "/stats";

    private const int RowsPerPage = 50;
    private const int StatsEvery = 5000; // milliseconds

    private static readonly string[] Commands = ["delete", "requeue", "enqueue", "trigger", "remove"];

    /// <summary>
    /// The console's own policy, and what Hangfire's pages need: its icon font, the style sheet that Chart.js writes (by its hash), and styles on elements.
    /// No script but files of this origin runs.
    /// </summary>
    public static string ContentSecurityPolicy(string consoles) =>
        consoles + "; font-src 'self'; style-src-elem 'self' 'sha256-z7zcnw/4WalZqx+PrNaRnoeLz/G9WXuFqV1WCJ129sg='; style-src-attr 'unsafe-inline'";

    /// <summary>A job's page.</summary>
    public static string Job(long id) => string.Create(CultureInfo.InvariantCulture, $"{Path}/jobs/details/{id}");

    public static void AddJobDashboard(this IServiceCollection services)
    {
        JobDashboardParts.Register();
        services.AddSingleton<IGlobalConfiguration>(GlobalConfiguration.Configuration); // what the mapping looks for; nothing global is configured through it
        services.AddSingleton(_ => DashboardRoutes.Routes);
        services.AddSingleton<DashboardFigures>();
    }

    /// <summary>The person's language for Hangfire's own texts.</summary>
    public static void UseJobDashboardLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase))
        {
            CultureInfo.CurrentUICulture = context.RequestServices.GetRequiredService<PageContext>().Culture;
        }

        return next(context);
    });

    public static void MapJobDashboard(this IEndpointRouteBuilder routes) => routes
        .MapHangfireDashboard(
            Path,
            new DashboardOptions
            {
                AppPath = "/",
                Authorization = [new OnlyReading()],
                IsReadOnlyFunc = context => Viewer.Of(context.GetHttpContext().User)?.May(AccountRole.Supervisor) != true,
                DashboardTitle = "Callback Orchestrator",
                DefaultRecordsPerPage = RowsPerPage,
                DisplayStorageConnectionString = false,
                StatsPollingInterval = StatsEvery,
                FaviconPath = Asset.Path("icon.svg"),
                DisplayNameFunc = (context, job) => context.GetHttpContext().RequestServices.GetRequiredService<PageContext>().Say.Of(JobTitle.Of(job)),
            })
        .RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer))
        .WithMetadata(new ExcludeFromDescriptionAttribute());

    /// <summary>Nothing that changes anything reaches Hangfire's own commands, whatever the method: some of them do not look at it.</summary>
    private sealed class OnlyReading : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context)
        {
            var request = context.GetHttpContext().Request;
            var path = request.Path.Value ?? "";
            return HttpMethods.IsPost(request.Method)
                ? path == Stats
                : HttpMethods.IsGet(request.Method) && !Array.Exists(Commands, c => path.Split('/').Contains(c, StringComparer.OrdinalIgnoreCase));
        }
    }
}
