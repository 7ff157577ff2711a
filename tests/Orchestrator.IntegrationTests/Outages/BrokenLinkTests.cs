using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Asterisk.Ari;
using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;

namespace Orchestrator.IntegrationTests.Outages;

/// <summary>AMI and ARI cut, or half-open (alive and silent), in the midst of a callback.</summary>
public sealed class BrokenLinkTests(SharedAsterisk shared)
{
    [Theory]
    [InlineData(Phase.OperatorRinging)]
    [InlineData(Phase.OperatorAnswered)]
    [InlineData(Phase.CustomerRinging)]
    [InlineData(Phase.Talking)]
    public async Task AriAndAmiCut_InAnAttempt_TheyTalkAllTheSame(Phase phase)
    {
        await using var links = await Links.OpenAsync(shared, Scene.Policy(phase));
        await using var scene = await Scene.PlayAsync(links.World, phase);

        links.Ari.Cut();
        links.Ami.Cut();
        if (phase == Phase.OperatorRinging)
            await links.BackAsync(); // whoever picks up while nobody serves the application is dropped by Asterisk

        var closed = await scene.FinishAsync(phase);
        Assert.Equal(["connected"], closed.Outcomes);
        scene.RangOnce();
        await links.World.Daemon.ReadyAsync();
        await Books.AreInOrderAsync(links.World, scene);
        await links.AnotherCallbackAsync(scene);
    }

    [Theory]
    [InlineData(Phase.OperatorRinging)]
    [InlineData(Phase.CustomerRinging)]
    public async Task AmiHalfOpen_InAnAttempt_TheyTalkAllTheSame(Phase phase)
    {
        await using var links = await Links.OpenAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(links.World, phase);

        links.Ami.Freeze();
        await links.NoticedAsync("AMI");
        var closed = await scene.FinishAsync(phase);
        links.Ami.Thaw();

        Assert.Equal(["connected"], closed.Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(links.World, scene);
        await links.AnotherCallbackAsync(scene);
    }

    [Fact]
    public async Task AriHalfOpen_WhileTheOperatorHearsThePrompt_TheCustomerIsDialledAfterwards()
    {
        await using var links = await Links.OpenAsync(shared, Scene.Policy(Phase.OperatorAnswered));
        await using var scene = await Scene.PlayAsync(links.World, Phase.OperatorAnswered);

        await scene.PromptIsHeardAsync();
        links.Ari.Freeze(); // the end of the prompt goes unheard: its time limit stands in for it
        await links.NoticedAsync("ARI");
        Assert.Empty(scene.Customers.Calls);
        links.Ari.Thaw();

        Assert.Equal(["connected"], (await scene.FinishAsync(Phase.OperatorAnswered)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(links.World, scene);
    }

    [Theory]
    [InlineData(Phase.OperatorRinging)]
    [InlineData(Phase.CustomerRinging)]
    public async Task AriHalfOpen_AndTheyPickUpMeanwhile_WhatHappenedIsFoundAfterwards(Phase phase)
    {
        await using var links = await Links.OpenAsync(shared, Scene.Policy(phase));
        await using var scene = await Scene.PlayAsync(links.World, phase);

        links.Ari.Freeze();
        await (phase == Phase.OperatorRinging ? scene.Operators.PickUpAsync(scene.Operator) : scene.Customers.PickUpAsync(scene.Customer));
        await links.NoticedAsync("ARI");
        links.Ari.Thaw();

        if (phase == Phase.CustomerRinging)
            await scene.TalksAsync(); // they have talked all along
        var closed = await scene.FinishAsync(phase == Phase.OperatorRinging ? Phase.OperatorAnswered : Phase.Talking);
        Assert.Equal(["connected"], closed.Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(links.World, scene);
    }

    [Fact]
    public async Task AriHalfOpen_LongerThanTheCustomerRings_TheTalkIsNotCut()
    {
        await using var links = await Links.OpenAsync(shared, Scene.Policy() with { CustomerRing = "15s" });
        await using var scene = await Scene.PlayAsync(links.World, Phase.CustomerRinging);

        links.Ari.Freeze();
        await scene.Customers.PickUpAsync(scene.Customer);
        await Until.TrueAsync(
            async () => await links.World.ScalarAsync<bool>("select customer_dialled_at < now() - interval '18 seconds' from orchestrator.callback_attempt"), TimeSpan.FromSeconds(40));
        links.Ari.Thaw();

        await links.World.AttemptIsAsync(scene.Number, "talking");
        Assert.Equal(["connected"], (await scene.FinishAsync(Phase.Talking)).Outcomes);
        scene.RangOnce();
        await Books.AreInOrderAsync(links.World, scene);
    }

    [Fact]
    public async Task AriHalfOpen_AndTheTalkEndsMeanwhile_TheOtherSideIsLetGoAfterwards()
    {
        await using var links = await Links.OpenAsync(shared, Scene.Policy());
        await using var scene = await Scene.PlayAsync(links.World, Phase.Talking);

        links.Ari.Freeze();
        await links.NoticedAsync("ARI");
        await scene.Customers.HangUpAsync(scene.Customer);
        await Until.TrueAsync(() => scene.Customers.Messages.Any(m => m is { Received: false, Method: "BYE" }));
        links.Ari.Thaw();

        Assert.Equal("reached", (await links.World.ClosedAsync(scene.Number)).Disposition);
        await Until.TrueAsync(() => scene.Operators.Received("BYE") == 1);
        scene.RangOnce();
        await Books.AreInOrderAsync(links.World, scene);
    }

    [Fact]
    public async Task AmiHalfOpen_WhenACallIsLost_TheCaseWaitsForOperatorsToBeKnown()
    {
        await using var links = await Links.OpenAsync(shared, Scene.Policy());
        await using var scene = await Scene.OpenAsync(links.World);
        await using var caller = await links.World.CallAsync(scene.Number, links.World.Lane.PlainUnstaffedDid);
        await links.World.QueueHoldsAsync(links.World.Lane.Unstaffed, 1);

        links.Ami.Freeze();
        await caller.HangUpAsync();
        await links.NoticedAsync("AMI");
        links.Ami.Thaw();

        // The end of the call went unseen; that the caller is gone shows after the reconnect.
        await scene.Operators.CallArrivesAsync();
        var closed = await scene.FinishAsync(Phase.OperatorRinging);
        Assert.Equal(["connected"], closed.Outcomes);
        Assert.Single(await links.World.MissedCallsAsync(1));
        await Until.TrueAsync(async () => await links.World.ScalarAsync<bool>("select exists (select from orchestrator.blind_interval where link = 'ami')")); // written with a heartbeat
        scene.RangOnce();
        await Books.AreInOrderAsync(links.World, scene);
    }

    [Fact]
    public async Task OriginateHeldUp_UntilAfterAKill_WhateverComesOfItIsTakenUpOrClearedAway()
    {
        await using var links = await Links.OpenAsync(shared, Scene.Policy());
        await using var scene = await Scene.OpenAsync(links.World);

        links.Ari.Freeze();
        await links.World.LoseCallAsync(scene.Number);
        await links.World.AttemptIsAsync(scene.Number, "operator_ringing");
        Assert.Empty(scene.Operators.Calls); // asked for, and not yet heard of by Asterisk
        await links.World.Daemon.KillAsync();
        await links.World.Daemon.StartAsync(waitUntilReady: false);
        links.Ari.Thaw();

        var picked = new HashSet<string>();
        await Until.TrueAsync(
            async () =>
            {
                foreach (var call in scene.Operators.Calls.Where(c => picked.Add(c.CallId)))
                    await scene.Operators.PickUpAsync(call);
                return scene.Customers.Calls.Count > 0;
            },
            TimeSpan.FromSeconds(60),
            "a callback comes to its customer");
        await links.World.AttemptIsAsync(scene.Number, "customer_ringing");
        var closed = await scene.FinishAsync(Phase.CustomerRinging);
        Assert.Equal("connected", closed.Attempts[^1].Outcome);
        Assert.Single(scene.Customers.Calls);
        await Books.AreInOrderAsync(links.World, scene);
    }

    /// <summary>What a connection attempt that was given up does when it comes through late: it takes one application of the two, and is gone.</summary>
    [Fact]
    public async Task OwnApplicationTaken_ByALateConnection_TheNextCallbackIsMadeAllTheSame()
    {
        await using var links = await Links.OpenAsync(shared, Scene.Policy());
        await using var scene = await Scene.OpenAsync(links.World);
        var own = $"{links.World.Lane.App}-{links.World.Lane.Queue}";

        await TakeAsync(own, () => links.NoticedAsync("ARI"));

        await links.BackAsync();
        await links.World.LoseCallAsync(scene.Number);
        await scene.Operators.CallArrivesAsync();
        Assert.Equal(["connected"], (await scene.FinishAsync(Phase.OperatorRinging)).Outcomes);
        scene.RangOnce();
    }

    /// <summary>The same with the application of the dialplan: its hand-overs would fail for ever.</summary>
    [Fact]
    public async Task DialplansApplicationTaken_ByALateConnection_HandoversAreTakenAgain()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 1h }" });
        await TakeAsync(
            world.Lane.App,
            () => Until.TrueAsync(async () => (await world.Daemon.TextAsync("/health/ready")).Contains("another instance has the application", StringComparison.Ordinal)));

        await Until.TrueAsync(async () => (await world.Daemon.TextAsync("/health/ready")).Contains("taken by this instance", StringComparison.Ordinal), TimeSpan.FromSeconds(90));

        var number = CallbackWorld.NewNumber();
        await using var caller = await world.CallAsync(number, world.Lane.CallbackDid);
        await world.CaseAsync(number, c => c.State == "waiting");
    }

    /// <summary>Another client registers an application, and is gone as soon as that is noticed.</summary>
    private async Task TakeAsync(string app, Func<Task> noticedAsync)
    {
        var access = shared.Asterisk.Ari;
        var options = new AriOptions { Url = access.Url, User = access.User, Password = access.Password, Apps = [app] };
        await using var late = new AriClient(options, TimeProvider.System, () => 0.5, NullLogger<AriClient>.Instance);
        var connected = late.RunAsync(CancellationToken.None);
        await noticedAsync();
        await late.DisposeAsync();
        await connected;
    }

    /// <summary>A world whose AMI and ARI run through valves.</summary>
    private sealed class Links(CallbackWorld world, TcpValve ami, TcpValve ari) : IAsyncDisposable
    {
        public CallbackWorld World { get; } = world;

        public TcpValve Ami { get; } = ami;

        public TcpValve Ari { get; } = ari;

        public static async Task<Links> OpenAsync(SharedAsterisk shared, LanePolicy policy)
        {
            var lane = await shared.TakeLaneAsync();
            var (ami, ari) = (TcpValve.Open(shared.Asterisk.Ami.Port), TcpValve.Open(shared.Asterisk.Ari.Url.Port));
            var world = await CallbackWorld.StartAsync(
                shared.Asterisk, lane, await shared.Postgres.CreateDatabaseAsync(), policy, () => shared.GiveBack(lane), ami.Port, ari.Port);
            return new Links(world, ami, ari);
        }

        /// <summary>The daemon knows that a link is dead, and has given it up.</summary>
        public Task NoticedAsync(string link) => Until.TrueAsync(async () => (await World.Daemon.LogTailAsync(200)).Contains($"{link} of pbx1 is down", StringComparison.Ordinal));

        /// <summary>The daemon has connected to ARI a second time.</summary>
        public Task BackAsync() => Until.TrueAsync(
            async () => (await World.Daemon.LogTailAsync(200)).Split('\n').Any(l => l.Contains("ARI orchestrator", StringComparison.Ordinal) && l.Contains("connected, epoch 2", StringComparison.Ordinal)));

        /// <summary>The next missed call works as if nothing had been.</summary>
        public async Task AnotherCallbackAsync(Scene before)
        {
            var number = CallbackWorld.NewNumber();
            await World.LoseCallAsync(number);
            var call = await before.Operators.CallArrivesAsync(before.Operators.Calls.Count + 1);
            await before.Operators.PickUpAsync(call);
            await World.AttemptIsAsync(number, "customer_ringing");
        }

        public async ValueTask DisposeAsync()
        {
            await World.DisposeAsync();
            await Ami.DisposeAsync();
            await Ari.DisposeAsync();
        }
    }
}
