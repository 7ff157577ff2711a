using Microsoft.AspNetCore.Http.HttpResults;
using Orchestrator.Access;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Live;
using Orchestrator.Web.Site.Pages;
using Orchestrator.Web.Site.Streams;

namespace Orchestrator.Web.Site;

/// <summary>The wallboard, at the desk and on the wall.</summary>
internal static class WallboardPages
{
    /// <summary>How long the first who looks waits for current values.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapWallboard(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
        pages.MapGet("/", async (BoardProjector board, CancellationToken cancel) =>
            new RazorComponentResult<WallboardPage>(Parameters(await board.AskAsync(Patience, cancel))));
        pages.MapGet("/wallboard/tv", async (BoardProjector board, PageContext page, CancellationToken cancel) =>
        {
            page.ShortensNumbers = true;
            return new RazorComponentResult<WallboardTvPage>(Parameters(await board.AskAsync(Patience, cancel)));
        });
    }

    private static Dictionary<string, object?> Parameters(Board board) => new() { ["Board"] = board };
}
