using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapper;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig.Sip;
using Orchestrator.Web.Api.Keys;

namespace Orchestrator.IntegrationTests.Callbacks;

/// <summary>A callback that nobody rang in for.</summary>
public sealed class RequestedTests(SharedAsterisk shared)
{
    [Fact]
    public async Task PostedCallback_TheOperatorWhoWasAskedForThenTheCustomer_Reached()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        var asked = world.Lane.Operators[1].Interface;
        var operators = await world.OperatorAsync(1, PhoneScript.Answers);
        var customers = await world.CustomersAsync(WorldSteps.TalksShortly);
        var number = CallbackWorld.NewNumber();
        using var client = await ClientAsync(world);

        using var answer = await client.PostAsJsonAsync("/api/v1/callbacks", new { number = "+" + number, queue = world.Lane.Queue, name = "Anna", comment = "the offer", @operator = asked });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var closed = await world.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["connected"], closed.Outcomes);
        Assert.Equal($"Attempt 1 starts with {asked} (who was asked for).", closed.Timeline.Single(t => t.Kind == "claimed").Text);
        Assert.Single(operators.Calls);
        Assert.Equal("+" + number, Assert.Single(customers.Calls).User);
        Assert.Contains(await world.MissedCallsAsync(0, m => m.CallerNumber == "+" + number), m => m is { Reason: "requested", SeenBy: "api", CallerName: "Anna" });
    }

    private static async Task<HttpClient> ClientAsync(CallbackWorld world)
    {
        var key = ApiKey.New();
        await using var connection = await world.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("insert into orchestrator.api_key (id, name, hash, scope) values (gen_random_uuid(), 'crm', @hash, 'write')", new { hash = ApiKey.Hash(key) });
        var client = new HttpClient { BaseAddress = world.Daemon.Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
