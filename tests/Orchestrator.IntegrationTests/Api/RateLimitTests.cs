using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Rig;
using Orchestrator.Web.Api;

namespace Orchestrator.IntegrationTests.Api;

/// <summary>A program that runs wild is slowed down, and nobody else is.</summary>
public sealed class RateLimitTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Requests_MoreThanAllowed_Are429WithATimeToWaitAndOtherKeysAreServed()
    {
        using var wild = await host.ClientAsync("read");
        using var other = await host.ClientAsync("read");
        using var refused = await Until.ValueAsync(
            async () =>
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => wild.GetAsync("/api/v1/operators")));
                return answers.FirstOrDefault(a => a.StatusCode == HttpStatusCode.TooManyRequests);
            },
            what: "one of many requests is refused");

        Assert.Equal(Problems.TooManyRequests.Type, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/v1/operators")).StatusCode);
    }
}
