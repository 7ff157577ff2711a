using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Outcomes;

public sealed class ConfirmedStrikeOutTests(SharedAsterisk shared)
{
    private static readonly LanePolicy Confirming = new() { Attempts = 5, Retry = "{ invalid: { strike_out: { confirm: 2, after: 500ms } } }" };

    [Fact]
    public async Task InvalidTwice_StruckOutAfterTheSecond()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Confirming);
        await using var others = await world.PauseAsync(1, 2);
        await world.OperatorAsync(0, PhoneScript.Answers);
        var customers = await world.CustomersAsync(PhoneScript.Rejects(404));
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);

        var closed = await world.ClosedAsync(number);
        Assert.Equal(("struck_out", "number invalid: 404 Not found, cause 1 Unallocated number, 2 times"), (closed.Disposition, closed.Reason));
        Assert.Equal(["invalid", "invalid"], closed.Outcomes);
        Assert.Contains(closed.Timeline, t => t.Text.Contains("1 of 2: to be confirmed after 500ms", StringComparison.Ordinal));
        Assert.Equal(2, customers.Calls.Count);
    }

    [Fact]
    public async Task InvalidOnce_ThenAnswered_IsReached()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Confirming);
        await using var others = await world.PauseAsync(1, 2);
        await world.OperatorAsync(0, PhoneScript.Answers);
        await world.CustomersAsync(PhoneScript.Rejects(404), WorldSteps.TalksShortly);
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number);

        var closed = await world.ClosedAsync(number);
        Assert.Equal("reached", closed.Disposition);
        Assert.Equal(["invalid", "connected"], closed.Outcomes);
    }
}
