using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Detection;

/// <summary>Who talked to a person was not missed, and is not called back.</summary>
public sealed class AnsweredCallTests(WatchingWorld fixture) : IClassFixture<WatchingWorld>
{
    private CallbackWorld World => fixture.World;

    private Lane Lane => fixture.World.Lane;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OperatorAnswers_NothingIsMissed(bool tracked)
    {
        var number = CallbackWorld.NewNumber();
        await using var others = await World.PauseAsync(1, 2);
        await using var phone = await World.OperatorAsync(0, PhoneScript.Answers);
        await using var caller = await World.CallAsync(number, tracked ? Lane.TrackedDid : Lane.PlainDid);
        await phone.WaitForAsync(m => m is { Received: true, Method: "ACK" });
        await caller.HangUpAsync();

        Assert.Empty(await World.MissesOfAsync(number));
        Assert.Empty(await World.CasesAsync(number));
    }

    [Fact]
    public async Task WaitingCallerIsRedirectedToAPhone_ThatAnswers_NothingIsMissed()
    {
        var number = CallbackWorld.NewNumber();
        await using var phone = await World.OperatorAsync(0, WorldSteps.TalksShortly);
        await using var caller = await World.CallAsync(number, Lane.PlainUnstaffedDid);
        await World.WaitsInAsync(number, Lane.Unstaffed);

        await RedirectAsync(number);

        await caller.ExitAsync();
        Assert.Single(phone.Calls);
        Assert.Empty(await World.MissesOfAsync(number));
        Assert.Empty(await World.CasesAsync(number));
    }

    [Fact]
    public async Task WaitingCallerIsRedirectedToAPhone_ThatRingsInVain_IsMissed()
    {
        var number = CallbackWorld.NewNumber();
        await using var phone = await World.OperatorAsync(0, PhoneScript.Rings);
        await using var caller = await World.CallAsync(number, Lane.PlainUnstaffedDid);
        await World.WaitsInAsync(number, Lane.Unstaffed);
        await RedirectAsync(number);
        await phone.CallArrivesAsync();

        await caller.HangUpAsync();

        await World.CaseAsync(number, c => c.State == "waiting");
        Assert.Equal("abandoned", Assert.Single(await World.MissesOfAsync(number)).Reason);
    }

    [Fact]
    public async Task CustomerRingsAgainAndIsAnswered_CaseClosesAsCalledAgain()
    {
        var number = CallbackWorld.NewNumber();
        await World.LoseCallAsync(number);
        await World.CaseAsync(number, c => c.State == "waiting");
        await using var others = await World.PauseAsync(1, 2);
        await using var phone = await World.OperatorAsync(0, WorldSteps.TalksShortly);

        await using var again = await World.CallAsync(number, Lane.PlainDid);
        await again.ExitAsync();

        var closed = await World.ClosedAsync(number);
        Assert.Equal("called_again", closed.Disposition);
        Assert.Equal(["opened", "planned", "closed"], closed.Kinds);
        Assert.Empty(closed.Attempts);
        Assert.Single(await World.MissesOfAsync(number));
    }

    private async Task RedirectAsync(string number)
    {
        await World.Asterisk.CliAsync("module load res_clioriginate.so"); // has the command, and nothing that the orchestrator needs
        var said = await World.Asterisk.CliAsync($"channel redirect {await World.ChannelOfAsync(number)} from-trunk,{Lane.DeskDid},1");
        Assert.Contains("redirected", said, StringComparison.Ordinal);
    }
}
