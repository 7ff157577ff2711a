using System.Text;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Sip;

namespace Orchestrator.IntegrationTests.Rig;

public sealed class CallTests(SharedAsterisk shared) : IAsyncLifetime
{
    private Lane lane = null!;

    public async ValueTask InitializeAsync() => lane = await shared.TakeLaneAsync();

    public ValueTask DisposeAsync()
    {
        shared.GiveBack(lane);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Caller_HangsUpInQueue_IsSeenAsAbandoned()
    {
        await using var ami = await AmiTap.OpenAsync(shared.Asterisk.Ami);
        await using var caller = await Sipp.CallAsync(
            shared.Asterisk.SipPort,
            new CallerScript { Did = lane.PlainUnstaffedDid, Number = "79161230001", HangUpAfter = TimeSpan.FromSeconds(1) });

        var join = await ami.WaitForAsync("QueueCallerJoin", e => e.GetValueOrDefault("CallerIDNum") == "79161230001");
        var abandon = await ami.WaitForAsync("QueueCallerAbandon", e => e.GetValueOrDefault("Uniqueid") == join["Uniqueid"]);

        Assert.Equal(lane.Unstaffed, abandon["Queue"]);
        Assert.Equal(0, await caller.ExitAsync());
    }

    [Fact]
    public async Task Caller_WithNobodyBehindStasis_StillGetsIntoTheQueue()
    {
        await using var ami = await AmiTap.OpenAsync(shared.Asterisk.Ami);
        await using var caller = await Sipp.CallAsync(
            shared.Asterisk.SipPort, new CallerScript { Did = lane.TrackedUnstaffedDid, Number = "79161230006" });

        var join = await ami.WaitForAsync("QueueCallerJoin", e => e.GetValueOrDefault("CallerIDNum") == "79161230006");
        await caller.DisposeAsync();

        await ami.WaitForAsync("QueueCallerAbandon", e => e.GetValueOrDefault("Uniqueid") == join["Uniqueid"]);
    }

    [Theory]
    [InlineData("Иван Петров")]
    [InlineData("a [field0] ]]> & <b> ${EXTEN}, command output follows")]
    public async Task Caller_WithAnOddName_IsShownByAsteriskAsSent(string name)
    {
        await using var ami = await AmiTap.OpenAsync(shared.Asterisk.Ami);
        await using var caller = await Sipp.CallAsync(
            shared.Asterisk.SipPort,
            new CallerScript { Did = lane.PlainUnstaffedDid, Number = "79161230002", Name = name, HangUpAfter = TimeSpan.FromSeconds(1) });

        var join = await ami.WaitForAsync("QueueCallerJoin", e => e.GetValueOrDefault("CallerIDNum") == "79161230002");

        Assert.Equal(name, join["CallerIDName"]);
        await caller.ExitAsync();
    }

    [Fact]
    public async Task Phone_InQueue_RingsAndIsCancelledWhenTheCallerGivesUp()
    {
        await using var phone = await Sipp.AnswerAsync(lane.Operators[0].Port, PhoneScript.Rings);
        await using var others = await Sipp.AnswerAsync(lane.Operators[1].Port, PhoneScript.Rejects(486));
        await using var third = await Sipp.AnswerAsync(lane.Operators[2].Port, PhoneScript.Rejects(486));
        await using var caller = await Sipp.CallAsync(shared.Asterisk.SipPort, new CallerScript { Did = lane.PlainDid, Number = "79161230003" });

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
            shared.Asterisk.SipPort, new CallerScript { Did = lane.PlainDid, Number = "79161230004", Audio = callerAudio });

        await Until.TrueAsync(() => operatorAudio.Heard(callerAudio.Pattern) > 10);
        await Until.TrueAsync(() => callerAudio.Heard(operatorAudio.Pattern) > 10);

        await caller.HangUpAsync();
        await Until.TrueAsync(() => first.Received("BYE") + second.Received("BYE") + third.Received("BYE") == 1);
    }

    [Fact]
    public async Task Caller_PressesKeyInQueue_LeavesByKey()
    {
        await using var ami = await AmiTap.OpenAsync(shared.Asterisk.Ami);
        await using var caller = await Sipp.CallAsync(
            shared.Asterisk.SipPort, new CallerScript { Did = lane.PlainKeyExitDid, Number = "79161230005", Digits = "1" });

        var leave = await ami.WaitForAsync("QueueCallerLeave", e => e.GetValueOrDefault("CallerIDNum") == "79161230005");

        Assert.Equal(0, ami.Count("QueueCallerAbandon", e => e.GetValueOrDefault("Uniqueid") == leave["Uniqueid"]));
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

    [Fact]
    public async Task Phone_ToldToPickUpAndHangUp_DoesSoAtOnce()
    {
        await using var customers = await Sipp.AnswerAsync(lane.Trunk.Port, PhoneScript.Rings);
        await OriginateAsync("+79160000003");
        var call = await customers.CallArrivesAsync();
        Assert.Equal("+79160000003", call.User);

        await customers.PickUpAsync(call);
        await Until.TrueAsync(() => customers.Received("ACK") == 1);
        await customers.HangUpAsync(call);

        await customers.WaitForAsync(m => m is { Received: true, Status: 200 } && m["CSeq"]!.EndsWith("BYE", StringComparison.Ordinal));
    }

    private async Task OriginateAsync(string number)
    {
        using var client = new HttpClient();
        var access = Encoding.UTF8.GetBytes($"{shared.Asterisk.Ari.User}:{shared.Asterisk.Ari.Password}");
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(access));
        var endpoint = Uri.EscapeDataString(lane.CustomerDial.Replace("{number}", number, StringComparison.Ordinal));
        using var answer = await client.PostAsync(
            new Uri($"{shared.Asterisk.Ari.Url}/channels?endpoint={endpoint}&extension={lane.EchoDid}&context=from-trunk"), content: null);
        answer.EnsureSuccessStatusCode();
    }
}
