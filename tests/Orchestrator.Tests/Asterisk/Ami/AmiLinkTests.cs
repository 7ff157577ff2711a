using System.Globalization;
using Microsoft.Extensions.Logging;
using Orchestrator.Asterisk;
using Orchestrator.Asterisk.Ami;
using Xunit;

namespace Orchestrator.Tests.Asterisk.Ami;

public sealed class AmiLinkTests : AmiFixture
{
    [Fact]
    [Trait("rule", "6")]
    [Trait("rule", "12")]
    public async Task Connection_LostAndBack_SignalsTellItInOrder()
    {
        var client = Start();
        using (var first = await Fake.AcceptLoginAsync())
            await first.SendAsync("Event: A\r\nPrivilege: call,all\r\n\r\nEvent: B\r\nPrivilege: call,all\r\n\r\n");
        using var second = await Fake.AcceptLoginAsync();
        await second.SendAsync("Event: C\r\nPrivilege: call,all\r\n\r\n");

        var seen = new List<string>();
        while (seen.Count < 6)
        {
            seen.Add(await client.Signals.NextAsync<AmiSignal, AmiSignal>() switch
            {
                AmiSignal.Connected c => $"connected {c.Epoch} {c.Banner}",
                AmiSignal.Gap g => $"gap {g.Epoch} {g.Reason}",
                AmiSignal.Event e => $"{e.Epoch} {e.Message.EventName}",
                _ => "?",
            });
        }

        Assert.Equal(
            ["connected 1 Asterisk Call Manager/9.0.0", "1 A", "1 B", "gap 1 PeerClosed", "connected 2 Asterisk Call Manager/9.0.0", "2 C"], seen);
    }

    [Fact]
    [Trait("rule", "12")]
    public async Task Snapshot_TakenAtConnected_EventsMeanwhileAreBufferedBehindIt()
    {
        var client = Start();
        using var session = await Fake.AcceptLoginAsync();
        await session.SendAsync("Event: BeforeTheSnapshot\r\nPrivilege: call,all\r\n\r\n");
        await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>();

        var list = client.ListAsync(AmiActions.QueueStatus(), CancellationToken.None);
        var action = await session.ReadActionAsync();
        await session.SendAsync(
            FakeAmiSession.BlockFor(action, "Response: Success\r\nEventList: start\r\n")
            + "Event: DuringTheSnapshot\r\nPrivilege: call,all\r\n\r\n"
            + FakeAmiSession.BlockFor(action, "Event: QueueStatusComplete\r\nEventList: Complete\r\n"));
        Assert.Empty(await list.WithinDeadlineAsync());

        Assert.Equal("BeforeTheSnapshot", (await client.Signals.NextAsync<AmiSignal, AmiSignal.Event>()).Message.EventName);
        Assert.Equal("DuringTheSnapshot", (await client.Signals.NextAsync<AmiSignal, AmiSignal.Event>()).Message.EventName);
    }

    [Fact]
    [Trait("rule", "7")]
    public async Task Buffer_Overflows_GapIsToldAndTheClientConnectsAgain()
    {
        var client = Start(o => o with { SignalCapacity = 16 });
        using var session = await Fake.AcceptLoginAsync();
        for (var i = 0; i < 100; i++)
            await session.SendAsync($"Event: E\r\nPrivilege: call,all\r\nNumber: {i}\r\n\r\n");

        // The peer was never blocked, and is let go while nobody has read a thing.
        Assert.Empty(await session.ReadActionAsync());
        var next = 0;
        AmiSignal signal;
        while ((signal = await client.Signals.NextAsync<AmiSignal, AmiSignal>()) is not AmiSignal.Gap)
        {
            if (signal is AmiSignal.Event e)
                Assert.Equal(next++, int.Parse(e.Message["Number"]!, CultureInfo.InvariantCulture));
        }

        Assert.Equal(GapReason.Overflow, ((AmiSignal.Gap)signal).Reason);
        using var again = await Fake.AcceptLoginAsync();
        Assert.Equal(2, (await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>()).Epoch);
    }

    [Fact]
    [Trait("rule", "9")]
    public async Task Peer_StopsAnsweringPings_GapAndAgain()
    {
        var client = Start(o => o with { PingInterval = TimeSpan.FromMilliseconds(20), PingTimeout = TimeSpan.FromMilliseconds(100) });
        using var silent = await Fake.AcceptLoginAsync();
        var ping = await silent.ReadActionAsync();
        Assert.Equal("Action: Ping", ping[0]);
        var waiting = client.SendAsync(AmiActions.CoreStatus, CancellationToken.None);

        Assert.Equal(GapReason.NoAnswer, (await client.Signals.NextAsync<AmiSignal, AmiSignal.Gap>()).Reason);
        await Assert.ThrowsAsync<AmiDisconnectedException>(() => waiting.WithinDeadlineAsync());
        using var again = await Fake.AcceptLoginAsync();
    }

    [Fact]
    [Trait("rule", "8")]
    public async Task Login_Refused_IsAnAlarmAndNotTriedAgainSoon()
    {
        var client = Start(o => o with { AuthRetry = TimeSpan.FromHours(1) });
        using var session = await Fake.AcceptAsync();
        await session.SendAsync("Asterisk Call Manager/9.0.0\r\n");
        await session.AnswerAsync(await session.ReadActionAsync(), "Response: Error\r\nMessage: Authentication failed\r\n");

        await Soon.UntilAsync(() => Log.Lines.Any(l => l is { Level: LogLevel.Critical, Event: 1104 }));
        Assert.IsType<AmiLinkStatus.AuthenticationFailed>(client.Status);
        Assert.Empty(await session.ReadActionAsync());
        Assert.DoesNotContain(Log.Lines, l => l.Text.Contains("s3cret", StringComparison.Ordinal));
        Assert.False(client.Signals.TryPeek(out _));
    }

    [Theory]
    [Trait("rule", "8")]
    [InlineData("")]
    [InlineData("Asterisk Call Manager/9.0.0\r\n")]
    [InlineData("Asterisk Call Manager/9.0.0\r\nEvent: A\r\n")]
    [InlineData("220 mail.example.com ESMTP\r\n")]
    public async Task Handshake_NeverFinished_ConnectsAgain(string beginning)
    {
        Start(o => o with { LoginTimeout = TimeSpan.FromMilliseconds(100) });
        using var stuck = await Fake.AcceptAsync();
        await stuck.SendAsync(beginning);

        using var again = await Fake.AcceptLoginAsync();
    }

    [Fact]
    [Trait("rule", "8")]
    public async Task Connect_NeverCompletes_IsGivenUpAndTriedAgain()
    {
        using var full = await FullPort.OpenAsync();
        var client = Start(o => o with { Port = full.Number, ConnectTimeout = TimeSpan.FromMilliseconds(100) });

        await Soon.UntilAsync(() => Log.Lines.Count(l => l.Event == 1103) >= 2);
        Assert.IsType<AmiLinkStatus.Disconnected>(client.Status);
    }

    [Fact]
    public async Task Events_BetweenLoginAndConnected_AreNotLost()
    {
        var client = Start();
        using var session = await Fake.AcceptAsync();
        await session.SendAsync("Asterisk Call Manager/9.0.0\r\n");
        var login = await session.ReadActionAsync();
        await session.SendAsync(FakeAmiSession.BlockFor(login, "Response: Success\r\n") + "Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 5\r\n\r\n");

        await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>();
        var booted = await client.Signals.NextAsync<AmiSignal, AmiSignal>();
        Assert.Equal(TimeSpan.FromSeconds(5), FullyBooted.TryRead(((AmiSignal.Event)booted).Message)?.Uptime);
    }

    [Fact]
    public async Task RunAsync_StoppedAndRunAgain_ANewEpochFollows()
    {
        var client = Start();
        using var first = await Fake.AcceptLoginAsync();
        await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>();
        await StopAsync();
        Assert.Equal(GapReason.Stopped, (await client.Signals.NextAsync<AmiSignal, AmiSignal.Gap>()).Reason);

        using var stop = new CancellationTokenSource();
        var run = client.RunAsync(stop.Token);
        using var second = await Fake.AcceptLoginAsync();
        Assert.Equal(2, (await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>()).Epoch);
        await stop.CancelAsync();
        await run.WithinDeadlineAsync();
    }

    [Fact]
    public async Task DisposeAsync_WhileConnected_SignalsComplete()
    {
        var client = Start();
        using var session = await Fake.AcceptLoginAsync();
        await client.Signals.NextAsync<AmiSignal, AmiSignal.Connected>();

        await client.DisposeAsync();

        await Soon.UntilAsync(() => !client.Signals.TryRead(out _) && client.Signals.Completion.IsCompleted);
        Assert.Empty(await session.ReadActionAsync());
    }
}
