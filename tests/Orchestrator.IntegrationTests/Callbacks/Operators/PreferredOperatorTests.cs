using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Operators;

/// <summary>Who knows the customer goes first, when free.</summary>
public sealed class PreferredOperatorTests(SharedAsterisk shared)
{
    [Fact]
    public async Task LastSpoken_WhoTookTheQueueCall_ElseTheLongestIdleWhoIsLastThen()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Pick = "last_spoken" });
        for (var i = 0; i < world.Lane.Operators.Count; i++)
            await world.OperatorAsync(i, PhoneScript.Answers);
        await world.CustomersAsync(WorldSteps.TalksShortly);
        var number = CallbackWorld.NewNumber();
        await using (await world.PauseAsync(0, 2))
        {
            await using var live = await world.CallAsync(number, world.Lane.PlainDid);
            await world.SpokeLastAsync(number, world.Lane.Operators[1].Interface, "queue_call");
            await live.HangUpAsync();
        }

        Assert.Equal(world.Lane.Operators[1].Interface + " (who talked with the customer last)", await StartsWithAsync(world, number));

        string other;
        await using (await world.PauseAsync(1))
            other = await StartsWithAsync(world, number);
        Assert.EndsWith($"(the longest idle; {world.Lane.Operators[1].Interface}, who talked with the customer last: paused)", other, StringComparison.Ordinal);
        var substitute = other.Split(' ')[0];
        await world.SpokeLastAsync(number, substitute, "callback");

        Assert.Equal(substitute + " (who talked with the customer last)", await StartsWithAsync(world, number));
    }

    [Fact]
    public async Task Responsible_AsTheNumbersFileSays()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Pick = "responsible", Responsible = 2 });
        for (var i = 0; i < world.Lane.Operators.Count; i++)
            await world.OperatorAsync(i, PhoneScript.Answers);
        await world.CustomersAsync(WorldSteps.TalksShortly);

        Assert.Equal(world.Lane.Operators[2].Interface + " (who is responsible for the customer)", await StartsWithAsync(world, CallbackWorld.NewNumber()));
    }

    /// <summary>Loses a call of that number; with whom its callback starts, and why.</summary>
    private static async Task<string> StartsWithAsync(CallbackWorld world, string number)
    {
        var before = (await world.CasesAsync(number)).Count;
        await world.LoseCallAsync(number);
        await Until.TrueAsync(async () => (await world.CasesAsync(number)).Count > before);
        var closed = await world.ClosedAsync(number);
        Assert.Equal(["connected"], closed.Outcomes);
        const string start = "Attempt 1 starts with ";
        return closed.Timeline.Single(t => t.Kind == "claimed").Text[start.Length..^1];
    }
}
