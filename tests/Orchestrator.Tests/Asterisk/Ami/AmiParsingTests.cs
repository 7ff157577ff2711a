using System.Text;
using Microsoft.Extensions.Logging;
using Orchestrator.Asterisk.Ami;
using Xunit;

namespace Orchestrator.Tests.Asterisk.Ami;

public sealed class AmiParsingTests : AmiFixture
{
    [Theory]
    [Trait("rule", "3")]
    [InlineData("command output follows")]
    [InlineData("--END COMMAND--")]
    [InlineData("Response: Success")]
    [InlineData("Event: Hangup")]
    [InlineData("Asterisk Call Manager/9.0.0")]
    [InlineData("EventList: Complete")]
    [InlineData("a & b | c, \"d\" ${EXTEN} <script>alert(1)</script>")]
    [InlineData("a\nEvent: Hangup\nb")]
    public async Task Value_ThatLooksLikeProtocol_IsAValue(string name)
    {
        var message = await ReceiveAsync($"Event: QueueCallerAbandon\r\nPrivilege: call,all\r\nCallerIDName: {name}\r\nUniqueid: 7\r\n\r\n");

        Assert.Equal("QueueCallerAbandon", message.EventName);
        Assert.Equal(name, message["CallerIDName"]);
        Assert.Equal("7", message["uniqueid"]);
    }

    [Fact]
    [Trait("rule", "3")]
    public async Task Value_ThatIsTheIdOfAPendingList_DoesNotEndIt()
    {
        var client = Start();
        using var session = await Fake.AcceptLoginAsync();
        await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>();

        var list = client.ListAsync(AmiActions.CoreShowChannels, CancellationToken.None);
        var action = await session.ReadActionAsync();
        await session.SendAsync(
            FakeAmiSession.BlockFor(action, "Response: Success\r\nEventList: start\r\n")
            + $"Event: Newchannel\r\nPrivilege: call,all\r\nCallerIDName: {FakeAmiSession.IdLine(action)} EventList: Complete\r\n\r\n"
            + FakeAmiSession.BlockFor(action, "Event: CoreShowChannel\r\nUniqueid: 1\r\n")
            + FakeAmiSession.BlockFor(action, "Event: CoreShowChannelsComplete\r\nEventList: Complete\r\n"));

        Assert.Single(await list.WithinDeadlineAsync());
        Assert.Equal("Newchannel", (await client.Signals.NextAsync<AmiSignal, AmiSignal.Event>()).Message.EventName);
    }

    [Fact]
    [Trait("rule", "4")]
    public async Task Utf8_SplitAcrossReads_IsDecodedWhole()
    {
        var client = Start();
        using var session = await Fake.AcceptLoginAsync();
        var bytes = Encoding.UTF8.GetBytes("Event: Newchannel\r\nPrivilege: call,all\r\nCallerIDName: Жанна 😀 Ü\r\nUniqueid: 1\r\n\r\n");
        foreach (var b in bytes)
            await session.SendAsync([b]);

        Assert.Equal("Жанна 😀 Ü", (await client.Signals.NextAsync<AmiSignal, AmiSignal.Event>()).Message["CallerIDName"]);
    }

    [Fact]
    [Trait("rule", "4")]
    public async Task Utf8_Invalid_IsReplacedWithinItsValue()
    {
        byte[] block = [.. "Event: Newchannel\r\nPrivilege: call,all\r\nCallerIDName: a"u8, 0xE2, 0x82, .. "\r\nUniqueid: 1\r\n\r\n"u8];
        var message = await ReceiveAsync(block);

        Assert.Equal("a\uFFFD", message["CallerIDName"]);
        Assert.Equal("1", message["Uniqueid"]);
    }

    [Fact]
    [Trait("rule", "4")]
    public async Task UnknownEvent_WithDuplicateAndUnknownHeaders_IsKeptWholeAndInOrder()
    {
        var message = await ReceiveAsync("Event: FromTheFuture\r\nPrivilege: call,all\r\nX-New: 1\r\nChanVariable: a=1\r\nChanVariable: b=2\r\nno colon here\r\nEmpty:\r\n\r\n");

        Assert.Equal(
            [new("Event", "FromTheFuture"), new("Privilege", "call,all"), new("X-New", "1"), new("ChanVariable", "a=1"), new("ChanVariable", "b=2"), new("", "no colon here"), new("Empty", "")],
            message.Headers);
        Assert.Equal(["a=1", "b=2"], message.All("chanvariable"));
    }

    [Fact]
    public async Task Value_Of4KilobytesAcrossReadBuffers_IsKept()
    {
        var client = Start();
        using var session = await Fake.AcceptLoginAsync();
        var name = new string('x', 4096);
        for (var i = 0; i < 100; i++)
            await session.SendAsync($"Event: Newchannel\r\nPrivilege: call,all\r\nCallerIDName: {name}{i}\r\n\r\n");

        for (var i = 0; i < 100; i++)
            Assert.Equal($"{name}{i}", (await client.Signals.NextAsync<AmiSignal, AmiSignal.Event>()).Message["CallerIDName"]);
    }

    [Fact]
    [Trait("rule", "5")]
    public async Task BrokenMessages_CostThemselvesOnly_AndAreLoggedOncePerKind()
    {
        var client = Start(o => o with { MaxBlock = 100_000, MaxLine = 1_000 });
        using var session = await Fake.AcceptLoginAsync();
        for (var i = 0; i < 3; i++)
        {
            await session.SendAsync("gibberish\r\nEvent: Hangup\r\n\r\n");
            await session.AnswerAsync(await session.ReadActionAsync(), "Response: Success\r\nPing: Pong\r\n");
            await session.SendAsync($"Event: Newchannel\r\nPrivilege: call,all\r\nUniqueid: {i}\r\n\r\n");
            await session.SendAsync($"Event: VarSet\r\nPrivilege: call,all\r\nValue: {new string('v', 2_000)}\r\n\r\n");
            await session.SendAsync($"Event: VarSet\r\nPrivilege: call,all\r\nValue: {new string('v', 300_000)}\r\nEvent: Hangup\r\n\r\n");
        }

        for (var i = 0; i < 3; i++)
            Assert.Equal($"{i}", (await client.Signals.NextAsync<AmiSignal, AmiSignal.Event>()).Message["Uniqueid"]);
        Assert.Equal(1, ((AmiLinkStatus.Connected)client.Status).Epoch);
        Assert.Equal(3, client.Skipped["neither event nor response"]);
        Assert.Equal(3, client.Skipped["line too long"]);
        Assert.Equal(3, client.Skipped["block too large"]);
        Assert.Equal(3, Log.Lines.Count(l => l is { Level: LogLevel.Warning, Event: 1105 }));
    }

    private Task<AmiMessage> ReceiveAsync(string block) => ReceiveAsync(Encoding.UTF8.GetBytes(block));

    private async Task<AmiMessage> ReceiveAsync(byte[] block)
    {
        var client = Start();
        using var session = await Fake.AcceptLoginAsync();
        await session.SendAsync(block);
        return (await client.Signals.NextAsync<AmiSignal, AmiSignal.Event>()).Message;
    }
}
