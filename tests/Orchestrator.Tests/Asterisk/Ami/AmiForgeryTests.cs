using Orchestrator.Asterisk.Ami;
using Xunit;

namespace Orchestrator.Tests.Asterisk.Ami;

/// <summary>A stranger's number with line breaks in it: Asterisk writes it into events as it came.</summary>
public sealed class AmiForgeryTests : AmiFixture
{
    private const string Victim = "1763796427.12";
    private const string Ids = $"Uniqueid: {Victim}\r\nLinkedid: {Victim}";
    private const string Pong = "Response: Success\r\nPing: Pong\r\n";

    [Theory]
    [InlineData("Hangup")]
    [InlineData("QueueCallerAbandon")]
    public async Task IdsOfAVictim_InTheNumber_TheEventIsRefused_AndSaid(string name)
    {
        var (client, session) = await ConnectAsync();
        using var _ = session;

        await session.SendAsync(Event(name, number: $"7916\r\n{Ids}"));
        await session.SendAsync(Event("Hangup", uniqueId: "2"));

        Assert.IsType<AmiSignal.Refused>(await client.Signals.NextAsync<AmiSignal, AmiSignal>());
        Assert.Equal("2", await NextIdAsync(client));
    }

    [Theory]
    [InlineData("7916\r\n\r\nEvent: DeviceStateChange\r\nPrivilege: call,all\r\nDevice: PJSIP/101\r\nState: INUSE", null)]
    [InlineData($"1\r\n{Ids}\r\nCause: 1\r\n\r\n", null)]
    [InlineData("1\r\nA: b\r\n\r\nEvent: Hangup\r\nPrivilege: call,all\r\nChannel: a\r\nCause: 1\r\n" + Ids + "\r\n\r\nEvent: B\r\nPrivilege: call,all\r\nA: 1", null)]
    [InlineData("7916", $"1\r\nPriority: 1\r\n{Ids}\r\n\r\n")]
    public async Task WholeEvents_InTheNumber_NothingIsBelieved_UntilAnAnswerOfAsterisksOwn(string number, string? exten)
    {
        var (client, session) = await ConnectAsync();
        using var _ = session;

        await session.SendAsync(Event("Hangup", number: number, exten: exten ?? "s") + Event("Hangup", uniqueId: "2"));
        var ping = await session.ReadActionAsync();
        await session.AnswerAsync(ping, Pong);
        await session.SendAsync(Event("Hangup", uniqueId: "3"));

        Assert.Equal("Action: Ping", ping[0]);
        Assert.IsType<AmiSignal.Refused>(await client.Signals.NextAsync<AmiSignal, AmiSignal>());
        Assert.Equal("3", await NextIdAsync(client));
    }

    [Fact]
    public async Task Event_WithoutPrivilege_IsNotAsterisks()
    {
        var (client, session) = await ConnectAsync();
        using var _ = session;

        await session.SendAsync($"Event: Hangup\r\nChannel: a\r\n{Ids}\r\nCause: 1\r\n\r\n");
        await session.AnswerAsync(await session.ReadActionAsync(), Pong);

        Assert.IsType<AmiSignal.Refused>(await client.Signals.NextAsync<AmiSignal, AmiSignal>());
        Assert.False(client.Signals.TryPeek(out var _));
    }

    [Theory]
    [InlineData("1\r\nEventList: Complete", 3)]
    [InlineData($"1\r\nUniqueid: {Victim}", 2)]
    [InlineData($"1\r\n\r\nEvent: QueueEntry\r\nQueue: a\r\nChannel: c\r\nPosition: 1\r\nUniqueid: {Victim}\r\nCallerIDNum: 2", 2)]
    public async Task NumberOfAWaitingCaller_BreaksIntoTheList_TheOthersAreListedAllTheSame(string number, int listed)
    {
        var (client, session) = await ConnectAsync();
        using var _ = session;

        var list = client.ListAsync(AmiActions.QueueStatus(), CancellationToken.None);
        var action = await session.ReadActionAsync();
        await session.SendAsync(
            FakeAmiSession.BlockFor(action, "Response: Success\r\nEventList: start\r\n")
            + FakeAmiSession.BlockFor(action, Entry("1", "7916"))
            + FakeAmiSession.BlockFor(action, Entry("2", number))
            + FakeAmiSession.BlockFor(action, Entry("3", "7917"))
            + FakeAmiSession.BlockFor(action, "Event: QueueStatusComplete\r\nEventList: Complete\r\n"));

        var items = await list.WithinDeadlineAsync();
        Assert.Equal(listed, items.Count);
        Assert.Equal(listed == 3 ? ["1", "2", "3"] : ["1", "3"], items.Select(i => i["Uniqueid"]));
    }

    [Fact]
    public async Task UserEvent_ThatNamesAHeaderTwice_IsTheDialplansOwnBusiness()
    {
        var (client, session) = await ConnectAsync();
        using var _ = session;

        await session.SendAsync(Event("UserEvent", uniqueId: "2").Replace("Cause: 16", "UserEvent: Mine\r\nUniqueid: 2", StringComparison.Ordinal));

        Assert.Equal("2", await NextIdAsync(client));
    }

    private static string Event(string name, string number = "79161234567", string uniqueId = "1", string exten = "s") => $"""
        Event: {name}
        Privilege: call,all
        Channel: PJSIP/trunk-00000001
        ChannelState: 6
        ChannelStateDesc: Up
        CallerIDNum: {Line(number)}
        CallerIDName: Ann
        ConnectedLineNum: <unknown>
        ConnectedLineName: <unknown>
        Language: en
        AccountCode: 
        Context: from-trunk
        Exten: {Line(exten)}
        Priority: 1
        Uniqueid: {uniqueId}
        Linkedid: {uniqueId}
        Cause: 16


        """.ReplaceLineEndings("\r\n");

    private static string Entry(string uniqueId, string number) =>
        $"Event: QueueEntry\r\nQueue: sales\r\nPosition: 1\r\nChannel: PJSIP/trunk-{uniqueId}\r\nUniqueid: {uniqueId}\r\nCallerIDNum: {number}\r\nCallerIDName: unknown\r\nWait: 5\r\n";

    private static string Line(string value) => value.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static async Task<string?> NextIdAsync(AmiClient client) => (await client.Signals.NextAsync<AmiSignal, AmiSignal.Event>()).Message["Uniqueid"];

    private async Task<(AmiClient Client, FakeAmiSession Session)> ConnectAsync()
    {
        var client = Start();
        var session = await Fake.AcceptLoginAsync();
        await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>();
        return (client, session);
    }
}
