using System.Net;
using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;

namespace Orchestrator.IntegrationTests.Outages;

/// <summary>Two orchestrators on one PostgreSQL and one Asterisk.</summary>
public sealed class TwoInstancesTests(SharedAsterisk shared)
{
    [Fact]
    public async Task MissedCall_SeenByBoth_IsOneCaseWithOneAttempt()
    {
        await using var pair = await Pair.StartAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(pair.First, Phase.Talking);

        var closed = await scene.FinishAsync(Phase.Talking);

        Assert.Equal(["connected"], closed.Outcomes);
        Assert.Single(closed.Kinds, k => k == "opened");
        Assert.Single(await pair.First.MissedCallsAsync(1));
        Assert.Single(await pair.First.CasesAsync(scene.Number));
        scene.RangOnce();
        await Books.AreInOrderAsync(pair.First, scene);
    }

    [Fact]
    public async Task KilledInATalk_TheOtherTakesItUpAndRecordsTheOutcome()
    {
        await using var pair = await Pair.StartAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(pair.First, Phase.Talking);
        var (holder, other) = await pair.OfAttemptAsync();

        await holder.Daemon.KillAsync();
        await scene.TalksAsync();
        await Until.TrueAsync(async () => await Pair.InstanceAsync(other) == pair.NameOf(other), TimeSpan.FromSeconds(60));

        Assert.Equal(["connected"], (await scene.FinishAsync(Phase.Talking)).Outcomes);
        await Until.TrueAsync(() => scene.Operators.Received("BYE") == 1);
        scene.RangOnce();
        await Books.AreInOrderAsync(other, scene);
    }

    [Fact]
    public async Task KilledWhileTheCustomerRings_TheOtherHearsHimAnswer()
    {
        await using var pair = await Pair.StartAsync(shared, Scene.Policy() with { CustomerRing = "60s" });
        await using var scene = await Scene.PlayAsync(pair.First, Phase.CustomerRinging);
        var (holder, other) = await pair.OfAttemptAsync();

        await holder.Daemon.KillAsync();
        await Until.TrueAsync(async () => await Pair.InstanceAsync(other) == pair.NameOf(other), TimeSpan.FromSeconds(60));

        Assert.Equal(["connected"], (await scene.FinishAsync(Phase.CustomerRinging)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(other, scene);
    }

    [Fact]
    public async Task KilledWhileTheOperatorRings_TheOtherStopsTheRingAndStartsAnew()
    {
        await using var pair = await Pair.StartAsync(shared, Scene.Policy() with { OperatorRing = "60s" });
        await using var scene = await Scene.PlayAsync(pair.First, Phase.OperatorRinging);
        var (holder, other) = await pair.OfAttemptAsync();

        await holder.Daemon.KillAsync();

        await Until.TrueAsync(() => scene.Operators.Received("CANCEL") == 1, TimeSpan.FromSeconds(60));
        Assert.Equal(["interrupted", "connected"], (await scene.StartOverAsync(operatorCalls: 2)).Outcomes);
        Assert.Single(scene.Customers.Calls);
        await Books.AreInOrderAsync(other, scene);
    }

    [Fact]
    public async Task HolderOfTheDialplansApplicationKilled_TheOtherTakesTheHandovers()
    {
        await using var pair = await Pair.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 1h }" });
        var (other, holder) = (pair.First, pair.Second); // the one that connected last has it
        await Until.TrueAsync(async () => (await other.Daemon.TextAsync("/health/ready")).Contains("another instance has the application", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await other.Daemon.StatusAsync("/health/ready"));
        var (tracked, asking) = (CallbackWorld.NewNumber(), CallbackWorld.NewNumber());
        await using var caller = await other.CallAsync(tracked, other.Lane.TrackedUnstaffedDid);
        await other.WaitsInAsync(tracked, other.Lane.Unstaffed); // a channel that the dead one's application stays subscribed to

        await holder.Daemon.KillAsync();
        await Until.TrueAsync(async () => (await other.Daemon.TextAsync("/health/ready")).Contains("taken by this instance", StringComparison.Ordinal), TimeSpan.FromSeconds(90));

        await using var wish = await other.CallAsync(asking, other.Lane.CallbackDid);
        await other.CaseAsync(asking, c => c.State == "waiting");
        Assert.Equal("requested", Assert.Single(await other.MissesOfAsync(asking)).Reason);
    }

    private sealed class Pair(CallbackWorld first, CallbackWorld second) : IAsyncDisposable
    {
        public CallbackWorld First { get; } = first;

        public CallbackWorld Second { get; } = second;

        public static async Task<Pair> StartAsync(SharedAsterisk shared, LanePolicy policy)
        {
            var lane = await shared.TakeLaneAsync();
            var database = await shared.Postgres.CreateDatabaseAsync();
            var first = await CallbackWorld.StartAsync(shared.Asterisk, lane, database, policy, () => shared.GiveBack(lane), instance: "first");
            return new Pair(first, await CallbackWorld.StartAsync(shared.Asterisk, lane, database, policy, instance: "second"));
        }

        public static Task<string> InstanceAsync(CallbackWorld world) =>
            world.ScalarAsync<string>("select instance from orchestrator.callback_attempt order by started_at desc limit 1");

        public string NameOf(CallbackWorld world) => world == First ? "first" : "second";

        /// <summary>Whose attempt it is, and the other one.</summary>
        public async Task<(CallbackWorld Holder, CallbackWorld Other)> OfAttemptAsync() => await InstanceAsync(First) == "first" ? (First, Second) : (Second, First);

        public async ValueTask DisposeAsync()
        {
            await Second.DisposeAsync();
            await First.DisposeAsync();
        }
    }
}
