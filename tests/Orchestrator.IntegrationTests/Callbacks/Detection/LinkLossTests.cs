using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Detection;

public sealed class LinkLossTests(SharedAsterisk shared)
{
    [Fact]
    public async Task AmiIsAway_TrackedCallerAbandons_StasisAloneFindsIt()
    {
        await using var ami = TcpValve.Open(shared.Asterisk.Ami.Port);
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 1h }" }, amiPort: ami.Port);
        ami.Freeze();
        ami.Cut();
        await Until.TrueAsync(async () => await world.Daemon.StatusAsync("/health/ready") != System.Net.HttpStatusCode.OK);
        var number = CallbackWorld.NewNumber();

        await world.LoseCallAsync(number, world.Lane.TrackedUnstaffedDid);

        var found = await world.CaseAsync(number, c => c.State == "waiting");
        Assert.Equal(["opened", "planned"], found.Kinds);
        var missed = Assert.Single(await world.MissedCallsAsync(1, m => m.CallerNumber == number));
        Assert.Equal(("abandoned", world.Lane.Unstaffed, "stasis"), (missed.Reason, missed.Queue, missed.SeenBy));

        ami.Thaw();
        await world.Daemon.ReadyAsync();
        Assert.Single(await world.MissesOfAsync(number)); // the snapshot after the gap brings nothing up again
    }

    [Fact]
    public async Task AmiIsAway_WhileAnOperatorAnswersAWaitingCaller_NothingIsMissed()
    {
        await using var ami = TcpValve.Open(shared.Asterisk.Ami.Port);
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 1h }" }, amiPort: ami.Port);
        await using var others = await world.PauseAsync(1, 2);
        var phone = await world.OperatorAsync(0, PhoneScript.Rings);
        var number = CallbackWorld.NewNumber();
        await using var caller = await world.CallAsync(number, world.Lane.PlainDid);
        await world.WaitsInAsync(number, world.Lane.Queue);
        await world.MissesOfAsync(CallbackWorld.NewNumber()); // the daemon has taken note of the caller: what came before the mark is taken
        ami.Freeze();
        ami.Cut();
        await Until.TrueAsync(async () => await world.Daemon.StatusAsync("/health/ready") != System.Net.HttpStatusCode.OK);

        await phone.PickUpAsync(await phone.CallArrivesAsync());
        await phone.WaitForAsync(m => m is { Received: true, Method: "ACK" });
        ami.Thaw();
        await world.Daemon.ReadyAsync();
        await caller.HangUpAsync();

        Assert.Empty(await world.MissesOfAsync(number));
        Assert.Empty(await world.CasesAsync(number));
    }

    [Fact]
    public async Task TrackedCallerHangsUp_WhileHisHandoverIsHeldUp_IsNotLost()
    {
        await using var ari = TcpValve.Open(shared.Asterisk.Ari.Url.Port);
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 1h }" }, ariPort: ari.Port);
        var number = CallbackWorld.NewNumber();
        ari.Freeze();
        await using (var caller = await world.CallAsync(number, world.Lane.MenuDid))
        {
            await world.ChannelOfAsync(number);
            await caller.HangUpAsync();
        }

        ari.Thaw();

        var found = await world.CaseAsync(number, c => c.State == "waiting");
        Assert.Equal(["opened", "planned"], found.Kinds);
        Assert.Equal("left_in_menu", Assert.Single(await world.MissesOfAsync(number)).Reason);
    }

    /// <summary>Asterisk takes the link for alive, and what it tells is lost; the callers wait in Stasis.</summary>
    [Fact]
    public async Task HandedOver_WhileTheLinkIsHalfOpen_IsTakenWhenItIsBack()
    {
        await using var ari = TcpValve.Open(shared.Asterisk.Ari.Url.Port);
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { FirstAttempt = "{ after: 1h }" }, ariPort: ari.Port);
        var (asking, late) = (CallbackWorld.NewNumber(), CallbackWorld.NewNumber());

        ari.Freeze();
        await using var asks = await world.CallAsync(asking, world.Lane.CallbackDid);
        await using var comesLate = await world.CallAsync(late, world.Lane.ClosedDid);
        foreach (var number in new[] { asking, late })
            await Until.TrueAsync(async () => (await world.Asterisk.CliAsync("core show channels concise")).Split('\n').Any(l => l.Contains("!Stasis!", StringComparison.Ordinal) && l.Contains(number, StringComparison.Ordinal)));
        await Until.TrueAsync(async () => (await world.Daemon.LogTailAsync(200)).Contains("ARI of pbx1 is down", StringComparison.Ordinal));
        ari.Thaw();

        await asks.WaitForAsync(m => m is { Received: true, Status: 200 }); // "thank you"
        Assert.Equal(["opened", "planned"], (await world.CaseAsync(asking, c => c.State == "waiting")).Kinds);
        Assert.Equal(["opened", "planned"], (await world.CaseAsync(late, c => c.State == "waiting")).Kinds);
        Assert.Equal("requested", Assert.Single(await world.MissesOfAsync(asking)).Reason);
        Assert.Equal("closed", Assert.Single(await world.MissesOfAsync(late)).Reason);
    }
}
