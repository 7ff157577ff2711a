using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Operators;

/// <summary>An operator who does not take a callback costs the customer nothing.</summary>
public sealed class RefusingOperatorTests(SharedAsterisk shared)
{
    [Theory]
    [InlineData(486)]
    [InlineData(603)]
    public async Task OperatorDeclines_TheNextIsRung(int status)
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        var first = await world.OperatorAsync(0, PhoneScript.Rejects(status));
        var second = await world.OperatorAsync(1, PhoneScript.Answers);
        var customers = await world.CustomersAsync(WorldSteps.TalksShortly);
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);

        var closed = await world.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["operator_refused", "connected"], closed.Outcomes);
        Assert.Equal([world.Lane.Operators[0].Interface, world.Lane.Operators[1].Interface], closed.Attempts.Select(a => a.Operator));
        Assert.False(closed.Attempts[0].UsesAttempt);
        Assert.Contains(closed.Timeline, t => t.Text == "Attempt 1: operator refused (the operator declined).");
        Assert.Single(first.Calls);
        Assert.Single(second.Calls);
        Assert.Single(customers.Calls);
    }

    [Fact]
    public async Task OperatorDoesNotAnswer_TheNextIsRung()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { OperatorRing = "5s" });
        var first = await world.OperatorAsync(0, PhoneScript.Rings);
        var second = await world.OperatorAsync(1, PhoneScript.Answers);
        var customers = await world.CustomersAsync(WorldSteps.TalksShortly);
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);

        var closed = await world.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["operator_no_answer", "connected"], closed.Outcomes);
        Assert.False(closed.Attempts[0].UsesAttempt);
        Assert.Contains(closed.Timeline, t => t.Text.Contains("nobody picked up within 5 s", StringComparison.Ordinal));
        Assert.Equal((1, 1), (first.Calls.Count, first.Received("CANCEL")));
        Assert.Single(second.Calls);
        Assert.Single(customers.Calls);
    }

    [Fact]
    public async Task OperatorHangsUpWhileTheCustomersPhoneRings_ItIsCancelledAtOnce_AndTriedAgain()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Attempts = 1, CustomerRing = "60s", Retry = "{ operator_hung_up: { after: 500ms } }" });
        await using var others = await world.PauseAsync(1, 2);
        var phone = await world.OperatorAsync(0, PhoneScript.Answers);
        var customers = await world.CustomersAsync(PhoneScript.Rings, WorldSteps.TalksShortly);
        var number = CallbackWorld.NewNumber();
        await world.LoseCallAsync(number);
        await customers.CallArrivesAsync();
        await world.AttemptIsAsync(number, "customer_ringing");

        await phone.HangUpAsync(phone.Calls[0]);

        await Until.TrueAsync(() => customers.Received("CANCEL") == 1);
        var closed = await world.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["operator_hung_up", "connected"], closed.Outcomes);
        Assert.False(closed.Attempts[0].UsesAttempt);
        Assert.Contains(closed.Timeline, t => t.Text.Contains("the operator hung up while the customer's phone rang", StringComparison.Ordinal));
        Assert.Equal((2, 2), (phone.Calls.Count, customers.Calls.Count));
    }
}
