using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Operators;

/// <summary>What the operator hears and presses before the customer is dialled.</summary>
public sealed class AcceptingTests(SharedAsterisk shared)
{
    [Fact]
    public async Task PressesTheKey_CustomerIsDialled()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Accept = "press 1" });
        await world.OperatorAsync(0, PhoneScript.Answers with { Digits = "21" }); // a wrong key changes nothing
        var customers = await world.CustomersAsync(WorldSteps.TalksShortly);
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);

        var closed = await world.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["connected"], closed.Outcomes);
        Assert.Single(customers.Calls);
    }

    [Fact]
    public async Task PressesNothing_IsRefused_AndTheNextIsRung()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Accept = "press 1" });
        var voicemail = await world.OperatorAsync(0, PhoneScript.Answers);
        await world.OperatorAsync(1, PhoneScript.Answers with { Digits = "1" });
        var customers = await world.CustomersAsync(WorldSteps.TalksShortly);
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);

        var closed = await world.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["operator_refused", "connected"], closed.Outcomes);
        Assert.False(closed.Attempts[0].UsesAttempt);
        Assert.Contains(closed.Timeline, t => t.Text.Contains("did not press 1 within 15 s", StringComparison.Ordinal));
        Assert.Equal(1, voicemail.Received("BYE"));
        Assert.Single(customers.Calls);
    }

    [Fact]
    public async Task NumberIsAnnounced_BeforeTheCustomerIsDialled()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Announce = "number" });
        await using var audio = RtpProbe.Open(0x21);
        await world.OperatorAsync(0, PhoneScript.Answers with { Audio = audio });
        var customers = await world.CustomersAsync(WorldSteps.TalksShortly);
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);

        await Until.TrueAsync(() => audio.HeardSounds > 25);
        Assert.Empty(customers.Calls);
        var closed = await world.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["connected"], closed.Outcomes);
        Assert.Single(customers.Calls);
    }

    [Fact]
    public async Task CustomerIsGreeted_BeforeTheyTalk()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Greeting = "sound:vm-goodbye" });
        await using var audio = RtpProbe.Open(0x42);
        await world.OperatorAsync(0, PhoneScript.Answers);
        var customers = await world.CustomersAsync(PhoneScript.Answers with { Audio = audio });
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);

        await Until.TrueAsync(() => audio.HeardSounds > 25); // the operator sends nothing: what is heard is the greeting
        await customers.HangUpAsync(customers.Calls[0]);
        Assert.Equal("reached", (await world.ClosedAsync(number)).Disposition);
    }

    [Fact]
    public async Task OperatorHearsRinging_WhileTheCustomersPhoneRings()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        await using var audio = RtpProbe.Open(0x21);
        await world.OperatorAsync(0, PhoneScript.Answers with { Audio = audio });
        var customers = await world.CustomersAsync(PhoneScript.Rings);
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);

        await Until.TrueAsync(() => audio.HeardSounds > 25); // the customer sends nothing yet
        await customers.PickUpAsync(customers.Calls[0]);
        await world.AttemptIsAsync(number, "talking");
        await customers.HangUpAsync(customers.Calls[0]);
        Assert.Equal("reached", (await world.ClosedAsync(number)).Disposition);
    }
}
