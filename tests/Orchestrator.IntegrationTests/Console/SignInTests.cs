using System.Net;
using Orchestrator.Access;
using Orchestrator.IntegrationTests.Api;
using Orchestrator.Storage;

namespace Orchestrator.IntegrationTests.Console;

public sealed class SignInTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Get_NotSignedIn_LeadsToSigningInAndBack()
    {
        using var nobody = ConsoleClient.Of(host);

        using var answer = await nobody.GetAsync("/cases?state=ready");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/sign-in?then=%2Fcases%3Fstate%3Dready", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_RightPassword_ShowsThePagesOfTheRole()
    {
        using var viewer = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);

        var page = await viewer.PageAsync("/cases");

        Assert.Contains(viewer.Name, page, StringComparison.Ordinal);
    }
}
