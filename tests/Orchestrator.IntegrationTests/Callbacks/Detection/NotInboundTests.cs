using System.Text;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Sip;

namespace Orchestrator.IntegrationTests.Callbacks.Detection;

/// <summary>Whoever waits in a queue and did not ring in is no missed call.</summary>
public sealed class NotInboundTests(SharedAsterisk shared)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CallIntoAQueueThatAsteriskWasAskedToMake_IsMissedOnlyWhereThePolicySaysSo(bool covers)
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 1h }", CoversOriginated = covers });
        await using var customer = await world.CustomersAsync(new PhoneScript { HangUpAfter = TimeSpan.FromSeconds(3) });
        var number = CallbackWorld.NewNumber();

        await OriginateAsync(world, world.Lane.CustomerDial.Replace("{number}", number, StringComparison.Ordinal), world.Lane.PlainUnstaffedDid);
        await world.QueueHoldsAsync(world.Lane.Unstaffed, 1);
        await world.QueueHoldsAsync(world.Lane.Unstaffed, 0);

        await world.MissesOfAsync(number); // judged by now
        Assert.Equal(covers ? 1 : 0, await world.ScalarAsync<long>($"select count(*) from orchestrator.missed_call where queue = '{world.Lane.Unstaffed}'"));
    }

    [Fact]
    public async Task OperatorWhoRingsAQueue_IsNotMissed()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 1h }" });
        var name = world.Lane.Operators[0].Interface["PJSIP/".Length..];

        await using (var phone = await world.CallAsync(new CallerScript { Did = world.Lane.PlainUnstaffedDid, Number = CallbackWorld.NewNumber(), Headers = [$"X-Phone: {name}"] }))
        {
            await world.QueueHoldsAsync(world.Lane.Unstaffed, 1);
            await phone.HangUpAsync();
        }

        await world.QueueHoldsAsync(world.Lane.Unstaffed, 0);
        await world.MissesOfAsync(CallbackWorld.NewNumber());
        Assert.Equal(0, await world.ScalarAsync<long>($"select count(*) from orchestrator.missed_call where queue = '{world.Lane.Unstaffed}'"));
    }

    /// <summary>As a click-to-call program does it.</summary>
    private static async Task OriginateAsync(CallbackWorld world, string endpoint, string extension)
    {
        var ari = world.Asterisk.Ari;
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ari.User}:{ari.Password}")));
        var query = $"endpoint={Uri.EscapeDataString(endpoint)}&extension={extension}&context=from-trunk&priority=1";
        using var answer = await client.PostAsync(new Uri($"{ari.Url}/channels?{query}"), null);
        answer.EnsureSuccessStatusCode();
    }
}
