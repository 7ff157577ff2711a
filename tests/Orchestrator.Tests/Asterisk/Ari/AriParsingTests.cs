using System.Text;
using Microsoft.Extensions.Logging;
using Orchestrator.Asterisk.Ari;
using Xunit;

namespace Orchestrator.Tests.Asterisk.Ari;

public sealed class AriParsingTests : AriFixture
{
    [Fact]
    [Trait("rule", "5")]
    public async Task BrokenMessages_CostThemselvesOnly_AndAreLoggedOncePerKind()
    {
        string[] broken =
        [
            "", "{\"type\":\"StasisSta", "nonsense", "[1,2]", "42", "null", "{}", "{\"type\":7}", "{\"type\":null}",
            "{\"application\":\"orchestrator\"}",
            "{\"type\":\"StasisStart\"}",
            Event("StasisStart", "\"args\":{},\"channel\":" + Channel("1")),
            Event("StasisStart", "\"args\":[],\"channel\":\"1\""),
            Event("StasisStart", "\"args\":[],\"channel\":null"),
            Event("ChannelDestroyed", "\"cause\":\"sixteen\",\"channel\":" + Channel("1")),
        ];
        var client = Start();
        using var socket = await Fake.AcceptSocketAsync();
        foreach (var text in broken.Concat(broken))
            await socket.SendAsync(text);
        await socket.SendAsync(Dtmf(1));

        var next = await client.Signals.NextAsync<AriSignal, AriSignal.Event>();

        Assert.Equal(1, Assert.IsType<ChannelDtmfReceived>(next.Message).DurationMs);
        Assert.Equal(1, next.Epoch);
        Assert.Equal(2 * broken.Length, client.Skipped.Values.Sum());
        Assert.Equal(8, client.Skipped["malformed StasisStart"]);
        Assert.Equal(client.Skipped.Count, Log.Lines.Count(l => l is { Level: LogLevel.Warning, Event: 1205 }));
        Assert.DoesNotContain(Log.Lines, l => l.Text.Contains("sixteen", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("rule", "5")]
    public async Task Message_AboveTheLimit_CostsItselfOnly()
    {
        var client = Start(o => o with { MaxMessage = 20_000 });
        using var socket = await Fake.AcceptSocketAsync();
        await socket.SendAsync(Event("ChannelVarset", $"\"variable\":\"x\",\"value\":\"{new string('v', 100_000)}\""));
        await socket.SendAsync(Event("ChannelVarset", $"\"variable\":\"x\",\"value\":\"{new string('v', 18_000)}\""));

        var message = (await client.Signals.NextAsync<AriSignal, AriSignal.Event>()).Message;

        Assert.Equal(18_000, Assert.IsType<ChannelVarset>(message).Value.Length);
        Assert.Equal(1, client.Skipped["message too large"]);
    }

    [Fact]
    [Trait("rule", "4")]
    public async Task UnknownEvent_IsKeptRaw()
    {
        var client = Start();
        using var socket = await Fake.AcceptSocketAsync();
        var text = Event("FromTheFuture", "\"new\":{\"type\":\"StasisEnd\",\"a\":[1,2]}");
        await socket.SendAsync(text);

        var message = Assert.IsType<UnknownEvent>((await client.Signals.NextAsync<AriSignal, AriSignal.Event>()).Message);

        Assert.Equal("FromTheFuture", message.Type);
        Assert.Equal(text, message.Json());
    }

    [Fact]
    [Trait("rule", "3")]
    [Trait("rule", "4")]
    public async Task Message_InFramesThatSplitACharacter_WithUnknownFieldsAndTypeAtTheEnd_IsRead()
    {
        var client = Start();
        using var socket = await Fake.AcceptSocketAsync();
        var name = "Жанна 😀 \\\"type\\\":\\\"StasisEnd\\\"";
        var bytes = Encoding.UTF8.GetBytes(
            "{\"future\":{\"type\":\"StasisEnd\"},\"variable\":\"CALLERID(name)\",\"value\":\"" + name + "\",\"application\":\"orchestrator\",\"type\":\"ChannelVarset\"}");
        for (var i = 0; i < bytes.Length; i++)
            await socket.SendAsync([bytes[i]], end: i == bytes.Length - 1);

        var message = Assert.IsType<ChannelVarset>((await client.Signals.NextAsync<AriSignal, AriSignal.Event>()).Message);

        Assert.Equal("Жанна 😀 \"type\":\"StasisEnd\"", message.Value);
        Assert.Null(message.Channel);
    }

    [Fact]
    public async Task StasisStart_AsAsteriskSendsIt_IsReadWhole()
    {
        var client = Start();
        using var socket = await Fake.AcceptSocketAsync();
        await socket.SendAsync(Event("StasisStart", $"\"args\":[\"missed\",\"reason=closed\"],\"channel\":{Channel("cb-7-operator")}"));

        var start = Assert.IsType<StasisStart>((await client.Signals.NextAsync<AriSignal, AriSignal.Event>()).Message);

        Assert.Equal(["missed", "reason=closed"], start.Args);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 10, 0, 1, TimeSpan.FromHours(3)), start.Timestamp);
        Assert.Equal("orchestrator", start.Application);
        Assert.Equal("cb-7-operator", start.Channel.Id);
        Assert.Equal(new AriCaller("Ann", "+74950000001"), start.Channel.Caller);
        Assert.Equal(new AriDialplan("in", "s", 1, "Stasis", "orchestrator"), start.Channel.Dialplan);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 10, 0, 0, 123, TimeSpan.FromHours(3)), start.Channel.CreationTime);
    }
}
