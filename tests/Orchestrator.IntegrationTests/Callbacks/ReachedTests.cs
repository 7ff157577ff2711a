using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks;

public sealed class ReachedTests(SharedAsterisk shared)
{
    [Fact]
    public async Task AbandonedCall_OperatorFirstThenCustomer_TheyTalk()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        await using var operatorAudio = RtpProbe.Open(0x21);
        await using var customerAudio = RtpProbe.Open(0x42);
        var operators = await world.OperatorAsync(0, PhoneScript.Rings with { Audio = operatorAudio });
        var customers = await world.CustomersAsync(PhoneScript.Rings with { Audio = customerAudio });
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);

        var ringing = await operators.CallArrivesAsync();
        await world.AttemptIsAsync(number, "operator_ringing");
        Assert.Empty(customers.Calls); // operator first
        await operators.PickUpAsync(ringing);
        var customer = await customers.CallArrivesAsync();
        Assert.Equal("+" + number, customer.User);
        Assert.Contains("+74951234567", customer["From"], StringComparison.Ordinal);
        await world.AttemptIsAsync(number, "customer_ringing");
        await customers.PickUpAsync(customer);
        await world.AttemptIsAsync(number, "talking");

        await Until.TrueAsync(() => operatorAudio.Heard(customerAudio.Pattern) > 25);
        await Until.TrueAsync(() => customerAudio.Heard(operatorAudio.Pattern) > 25);
        await customers.HangUpAsync(customer);

        var closed = await world.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["connected"], closed.Outcomes);
        Assert.Equal(
            ["opened", "ready", "claimed", "operator_ringing", "operator_answered", "customer_ringing", "talking", "attempt_ended", "closed"], closed.Kinds.Where(k => k != "held"));
        await Until.TrueAsync(() => operators.Received("BYE") == 1);
        Assert.Single(operators.Calls);
        Assert.Single(customers.Calls);
        Assert.Contains(await world.MissedCallsAsync(1, m => m.CallerNumber == number), m => m is { Reason: "abandoned", SeenBy: "ami" });
    }
}
