using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Detection;

/// <summary>Every way to be missed is one missed call with its reason, and opens one case.</summary>
public sealed class MissedCallTests(WatchingWorld fixture) : IClassFixture<WatchingWorld>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private CallbackWorld World => fixture.World;

    private Lane Lane => fixture.World.Lane;

    [Fact]
    public Task HangsUpInQueue_UntouchedDialplan_IsAbandoned() => IsMissedAsync(Lane.PlainUnstaffedDid, Soon, "abandoned", Lane.Unstaffed, "ami");

    [Fact]
    public Task HangsUpInQueue_TrackedAsWell_IsAbandonedOnce() => IsMissedAsync(Lane.TrackedUnstaffedDid, Soon, "abandoned", Lane.Unstaffed, "ami+stasis");

    [Fact]
    public Task QueueTimesOut_IsTimedOut() => IsMissedAsync(Lane.ShortWaitDid, null, "timed_out", Lane.Unstaffed, "ami");

    [Fact]
    public Task NotLetIntoEmptyQueue_IsNoOperators() => IsMissedAsync(Lane.JoinEmptyDid, null, "no_operators", Lane.Queue + "-joinempty", "ami");

    [Fact]
    public Task SentAwayFromEmptyQueue_IsNoOperators() => IsMissedAsync(Lane.LeaveEmptyDid, null, "no_operators", Lane.Queue + "-leaveempty", "ami");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task QueueIsFull_IsQueueFull(bool isEnteredWithinExecIf)
    {
        var first = CallbackWorld.NewNumber();
        await using var waiting = await World.CallAsync(first, Lane.FullDid);
        await World.WaitsInAsync(first, Lane.Queue + "-full");

        await IsMissedAsync(isEnteredWithinExecIf ? Lane.ExecFullDid : Lane.FullDid, null, "queue_full", Lane.Queue + "-full", "ami");
    }

    [Fact]
    public Task LeavesByKey_UntouchedDialplan_IsLeftByKey() => IsMissedAsync(Lane.PlainKeyExitDid, null, "left_by_key", Lane.Queue + "-plain-keys", "ami", "1");

    [Fact]
    public Task LeavesByKeyForCallback_IsRequestedOnce() => IsMissedAsync(Lane.KeyExitDid, null, "requested", Lane.Queue, "ami+stasis", "1");

    [Fact]
    public Task Closed_HandedOver_IsClosed() => IsMissedAsync(Lane.ClosedDid, null, "closed", Lane.Queue, "stasis");

    [Fact]
    public Task AsksForCallback_HandedOver_IsRequested() => IsMissedAsync(Lane.CallbackDid, null, "requested", Lane.Queue, "stasis");

    [Fact]
    public Task PressesForCallbackInMenu_IsRequestedOnce() => IsMissedAsync(Lane.MenuDid, null, "requested", Lane.Queue, "ami+stasis", "2");

    [Fact]
    public Task HangsUpInMenu_IsLeftInMenu() => IsMissedAsync(Lane.MenuDid, Soon, "left_in_menu", null, "ami+stasis");

    [Fact]
    public async Task TwoMisses_OneNumber_AreOneCase()
    {
        var number = CallbackWorld.NewNumber();

        await World.LoseCallAsync(number);
        await World.LoseCallAsync(number, Lane.ClosedDid);

        var found = await World.CaseAsync(number, c => c.Kinds.Contains("missed_again"));
        Assert.Single(await World.CasesAsync(number));
        Assert.Equal(["opened", "planned", "missed_again"], found.Kinds.Take(3));
        var misses = await World.MissesOfAsync(number);
        Assert.Equal(["abandoned", "closed"], misses.Select(m => m.Reason));
        Assert.All(misses, m => Assert.Equal(found.Id, m.CaseId));
    }

    private async Task IsMissedAsync(string did, TimeSpan? hangUpAfter, string reason, string? queue, string seenBy, string keys = "")
    {
        var number = CallbackWorld.NewNumber();
        await using var caller = await World.CallAsync(new CallerScript { Did = did, Number = number, HangUpAfter = hangUpAfter, Digits = keys });
        Assert.Equal(0, await caller.ExitAsync());

        var found = await World.CaseAsync(number, c => c.State == "waiting");
        var missed = Assert.Single(await World.MissesOfAsync(number));
        Assert.Equal((reason, queue, did, number), (missed.Reason, missed.Queue, missed.Did, missed.CallerNumber));
        Assert.Equal((seenBy, found.Id), (missed.SeenBy, missed.CaseId));
        Assert.Single(await World.CasesAsync(number));
        Assert.Equal(["opened", "planned"], found.Kinds);
        Assert.Contains(reason.Replace('_', ' '), found.Timeline[0].Text, StringComparison.Ordinal);
        Assert.Empty(found.Attempts);
    }
}
