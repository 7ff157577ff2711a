using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Sip;


namespace Orchestrator.IntegrationTests.Callbacks.Outcomes;

/// <summary>Who answers: Asterisk listens to real audio, and a person is never lost.</summary>
public sealed class AnsweringMachineTests(SharedAsterisk shared) : IAsyncDisposable
{
    private readonly RtpProbe operatorAudio = RtpProbe.Open(0x21);
    private readonly RtpProbe customerAudio = RtpProbe.OpenSilent(0x42);
    private readonly string number = CallbackWorld.NewNumber();
    private Sipp? operatorPhone;
    private Sipp? customerPhone;

    private Sipp Operators => operatorPhone!;

    private Sipp Customers => customerPhone!;

    [Fact]
    public async Task HangUp_NobodySpeaks_IsAMachineAndBothAreHungUp()
    {
        await using var world = await AnsweredAsync("hang_up");
        await world.ListensAsync(number);
        var heard = customerAudio.Heard(operatorAudio.Pattern); // until the PBX had taken the customer out of the bridge

        var attempt = (await world.CaseAsync(number, c => c.Outcomes.Contains("machine"))).Attempts[0];

        Assert.True(attempt.UsesAttempt);
        Assert.StartsWith("an answering machine (MACHINE INITIALSILENCE", attempt.Why, StringComparison.Ordinal);
        await Until.TrueAsync(() => Operators.Received("BYE") == 1 && Customers.Received("BYE") == 1);
        Assert.True(operatorAudio.HeardSounds > 50); // it rang all the while
        Assert.Equal(heard, customerAudio.Heard(operatorAudio.Pattern));
    }

    [Fact]
    public async Task HangUp_SomebodySaysHello_TheyTalk()
    {
        await using var world = await AnsweredAsync("hang_up");
        await world.ListensAsync(number);

        customerAudio.Say(TimeSpan.FromMilliseconds(600));

        await TalkAsync(world);
        Assert.Contains("screening", (await world.ClosedAsync(number)).Kinds);
    }

    [Fact]
    public async Task Leave_AMachineHearsTheMessageAndTheOperatorIsLetGo()
    {
        await using var world = await AnsweredAsync("leave sound:vm-goodbye");

        await Until.TrueAsync(() => Operators.Received("BYE") == 1);
        var attempt = (await world.CaseAsync(number, c => c.Outcomes.Contains("machine"))).Attempts[0];

        Assert.Equal("an answering machine; it was left our message", attempt.Why);
        Assert.True(customerAudio.HeardSounds > 20);
        await Until.TrueAsync(() => Customers.Received("BYE") == 1);
    }

    [Fact]
    public async Task Leave_DaemonIsKilledDuringTheMessage_TheNextProcessEndsItAsAMachine()
    {
        await using var world = await AnsweredAsync("leave sound:demo-congrats"); // half a minute
        await Until.TrueAsync(() => Operators.Received("BYE") == 1);
        await Until.TrueAsync(() => world.ScalarAsync<bool>("select ended_at is not null from orchestrator.callback_leg where role = 'operator'"));

        await world.Daemon.KillAsync();
        Assert.Equal(0, Customers.Received("BYE"));
        await world.Daemon.StartAsync();

        var attempt = (await world.CaseAsync(number, c => c.Outcomes.Contains("machine"))).Attempts[0];
        Assert.Equal("an answering machine; the end of our message was not seen", attempt.Why);
        await Until.TrueAsync(() => Customers.Received("BYE") == 1);
        Assert.Single(Customers.Calls);
    }

    [Fact]
    public async Task Connect_NobodyListens()
    {
        await using var world = await AnsweredAsync("connect");

        await TalkAsync(world);
        Assert.DoesNotContain("screening", (await world.ClosedAsync(number)).Kinds);
    }

    [Fact]
    public async Task HangUp_TheDialplanHasNoSuchContext_TheyTalkAllTheSame()
    {
        await using var asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = 1 });
        await asterisk.CliAsync("dialplan remove context orchestrator-amd");
        await using var world = await CallbackWorld.StartAsync(asterisk, asterisk.Lanes[0], await shared.Postgres.CreateDatabaseAsync(), Policy("hang_up"));
        await AnswerAsync(world);

        await TalkAsync(world);
    }

    [Fact]
    public async Task HangUp_OperatorHangsUpMeanwhile_TheCustomerToo()
    {
        await using var world = await AnsweredAsync("hang_up");
        await world.ListensAsync(number);

        await Operators.HangUpAsync(Operators.Calls[0]);

        Assert.Equal("operator_hung_up", (await world.CaseAsync(number, c => c.Attempts[0].Outcome is not null)).Attempts[0].Outcome);
        await Until.TrueAsync(() => Customers.Received("BYE") == 1);
    }

    [Fact]
    public async Task HangUp_CustomerHangsUpMeanwhile_TheOperatorToo()
    {
        await using var world = await AnsweredAsync("hang_up");
        await world.ListensAsync(number);

        await Customers.HangUpAsync(Customers.Calls[0]);

        Assert.Equal("customer_hung_up", (await world.CaseAsync(number, c => c.Attempts[0].Outcome is not null)).Attempts[0].Outcome);
        await Until.TrueAsync(() => Operators.Received("BYE") == 1);
    }

    [Fact]
    public async Task HangUp_DaemonIsKilledWhileAsteriskListens_TheNextProcessJoinsThem()
    {
        await using var world = await AnsweredAsync("hang_up");
        await world.ListensAsync(number);

        await world.Daemon.KillAsync();
        customerAudio.Say(TimeSpan.FromMilliseconds(600));
        await world.Daemon.StartAsync();

        await TalkAsync(world);
        Assert.Single(Customers.Calls);
    }

    public async ValueTask DisposeAsync()
    {
        if (operatorPhone is not null)
            await operatorPhone.DisposeAsync();
        if (customerPhone is not null)
            await customerPhone.DisposeAsync();
        await operatorAudio.DisposeAsync();
        await customerAudio.DisposeAsync();
    }

    private static LanePolicy Policy(string onMachine) => new() { OneOperator = true, OnMachine = onMachine };

    /// <summary>A callback whose customer has just been dialled, and picks up.</summary>
    private async Task<CallbackWorld> AnsweredAsync(string onMachine)
    {
        var world = await CallbackWorld.StartAsync(shared, Policy(onMachine));
        await AnswerAsync(world);
        return world;
    }

    private async Task AnswerAsync(CallbackWorld world)
    {
        operatorPhone = await world.OperatorAsync(0, PhoneScript.Answers with { Audio = operatorAudio });
        customerPhone = await world.CustomersAsync(PhoneScript.Answers with { Audio = customerAudio });
        await world.LoseCallAsync(number);
        await Customers.CallArrivesAsync();
    }

    private async Task TalkAsync(CallbackWorld world)
    {
        await world.AttemptIsAsync(number, "talking");
        customerAudio.Say();
        await Until.TrueAsync(() => operatorAudio.Heard(customerAudio.Pattern) > 25);
        await Until.TrueAsync(() => customerAudio.Heard(operatorAudio.Pattern) > 25);
        await Customers.HangUpAsync(Customers.Calls[0]);
        Assert.Equal(["connected"], (await world.ClosedAsync(number)).Outcomes);
    }
}
