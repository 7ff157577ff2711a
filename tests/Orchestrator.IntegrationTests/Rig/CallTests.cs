using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Sip;

namespace Orchestrator.IntegrationTests.Rig;

public sealed class CallTests(SharedAsterisk shared)
{
    private readonly PrivateAsterisk asterisk = shared.Asterisk;
    private readonly Lane lane = shared.TakeLane();

    [Fact]
    public async Task Caller_HangsUpInQueue_IsSeenAsAbandoned()
    {
        await using var ami = await AmiTap.OpenAsync(asterisk.Ami);
        await using var caller = await Sipp.CallAsync(
            asterisk.SipPort,
            new CallerScript { Did = lane.PlainUnstaffedDid, Number = "79161230001", Name = "Иван \"[x]\\", HangUpAfter = TimeSpan.FromMilliseconds(300) });

        var join = await ami.WaitForAsync("QueueCallerJoin", e => e["CallerIDNum"] == "79161230001");
        var abandon = await ami.WaitForAsync("QueueCallerAbandon", e => e["Uniqueid"] == join["Uniqueid"]);

        Assert.Equal(lane.Unstaffed, abandon["Queue"]);
        Assert.Equal(0, await caller.ExitAsync());
    }

    [Theory]
    [InlineData("Иван Петров")]
    [InlineData("a [field0] ]]> & <b> ${EXTEN}, 'q'")]
    public async Task Caller_WithAnOddName_IsShownByAsteriskAsSent(string name)
    {
        await using var ami = await AmiTap.OpenAsync(asterisk.Ami);
        await using var caller = await Sipp.CallAsync(
            asterisk.SipPort,
            new CallerScript { Did = lane.PlainUnstaffedDid, Number = "79161230002", Name = name, HangUpAfter = TimeSpan.FromMilliseconds(300) });

        var join = await ami.WaitForAsync("QueueCallerJoin", e => e["CallerIDNum"] == "79161230002");

        Assert.Equal(name, join["CallerIDName"]);
        await caller.ExitAsync();
    }

    [Fact]
    public async Task Phone_InQueue_RingsAndIsCancelledWhenTheCallerGivesUp()
    {
        await using var phone = await Sipp.AnswerAsync(lane.Operators[0].Port, PhoneScript.NeverAnswers);
        await using var others = await Sipp.AnswerAsync(lane.Operators[1].Port, PhoneScript.Rejects(486));
        await using var third = await Sipp.AnswerAsync(lane.Operators[2].Port, PhoneScript.Rejects(486));
        await using var caller = await Sipp.CallAsync(asterisk.SipPort, new CallerScript { Did = lane.PlainDid, Number = "79161230003" });

        await phone.CallArrivesAsync();
        await caller.HangUpAsync();

        await Until.TrueAsync(() => phone.Received("CANCEL") == 1);
        await phone.WaitForAsync(m => !m.Received && m.Status == 487);
        await phone.WaitForAsync(m => m.Received && m.Method == "ACK");
    }

    [Fact]
    public async Task Conversation_BetweenCallerAndOperator_CarriesAudioBothWays()
    {
        await using var callerAudio = RtpProbe.Open(0x21);
        await using var operatorAudio = RtpProbe.Open(0x42);
        var answers = PhoneScript.Answers with { Audio = operatorAudio };
        await using var first = await Sipp.AnswerAsync(lane.Operators[0].Port, answers);
        await using var second = await Sipp.AnswerAsync(lane.Operators[1].Port, answers);
        await using var third = await Sipp.AnswerAsync(lane.Operators[2].Port, answers);
        await using var caller = await Sipp.CallAsync(
            asterisk.SipPort, new CallerScript { Did = lane.PlainDid, Number = "79161230004", Audio = callerAudio });

        await Until.TrueAsync(() => operatorAudio.Heard(callerAudio.Pattern) > 10);
        await Until.TrueAsync(() => callerAudio.Heard(operatorAudio.Pattern) > 10);

        await caller.HangUpAsync();
        await Until.TrueAsync(() => first.Received("BYE") + second.Received("BYE") + third.Received("BYE") == 1);
    }

    [Fact]
    public async Task Caller_PressesKeyInQueue_LeavesByKey()
    {
        await using var ami = await AmiTap.OpenAsync(asterisk.Ami);
        await using var caller = await Sipp.CallAsync(
            asterisk.SipPort, new CallerScript { Did = lane.PlainKeyExitDid, Number = "79161230005", Digits = "1" });

        var leave = await ami.WaitForAsync("QueueCallerLeave", e => e["CallerIDNum"] == "79161230005");

        Assert.Equal(0, ami.Count("QueueCallerAbandon", e => e["Uniqueid"] == leave["Uniqueid"]));
        await caller.HangUpAsync();
    }

    [Fact]
    public async Task Phone_WithScriptsByNumberAndTurn_PlaysEachInItsPlace()
    {
        await using var customers = await Sipp.AnswerAsync(
            lane.Trunk.Port,
            PhoneScript.Rejects(486) with { ForNumber = "+79160000001" },
            PhoneScript.Rejects(503) with { ForNumber = "+79160000001" },
            PhoneScript.Rejects(404));

        await OriginateAsync("+79160000001");
        await OriginateAsync("+79160000001");
        await OriginateAsync("+79160000001");
        await OriginateAsync("79160000002");

        await Until.TrueAsync(() => customers.Messages.Count(m => m is { Received: true, Method: "ACK" }) == 4);
        Assert.Equal([486, 503, 503, 404], customers.Messages.Where(m => m is { Received: false, Status: >= 300 }).Select(m => m.Status!.Value));
    }

    private Task<string> OriginateAsync(string number) =>
        asterisk.CliAsync($"channel originate {lane.CustomerDial.Replace("{number}", number, StringComparison.Ordinal)} application Echo");
}
