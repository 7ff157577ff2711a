using Microsoft.AspNetCore.Http.HttpResults;
using Orchestrator.Access;
using Orchestrator.Console.Pages;

namespace Orchestrator.Console;

internal static class WallboardEndpoints
{
    public static void MapWallboard(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", () => new RazorComponentResult<WallboardPage>()).RequireAuthorization(AccessSetup.PolicyName(AccountRole.Viewer));
}
