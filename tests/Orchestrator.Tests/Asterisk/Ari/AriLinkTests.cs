using Microsoft.Extensions.Logging;
using Orchestrator.Asterisk;
using Orchestrator.Asterisk.Ari;
using Xunit;

namespace Orchestrator.Tests.Asterisk.Ari;

public sealed class AriLinkTests : AriFixture
{
    [Fact]
    [Trait("rule", "10")]
    public async Task Handshake_CredentialsInTheHeader_AppsInTheUrl()
    {
        var client = Start(o => o with { Apps = ["orchestrator", "orchestrator-a&b"] });
        using var socket = await Fake.AcceptSocketAsync();
        await client.Signals.NextAsync<AriSignal, AriSignal.Connected>();

        var handshake = Assert.Single(Fake.Requests);
        Assert.Equal("/ari/events?app=orchestrator,orchestrator-a%26b&subscribeAll=false", handshake.Target);
        Assert.Equal("Basic Y2FsbGJhY2s6czNjcmV0", handshake.Headers["Authorization"]);
        Assert.True(client.IsConnected);
    }

    [Fact]
    [Trait("rule", "6")]
    [Trait("rule", "12")]
    public async Task Connection_LostAndBack_SignalsTellItInOrder()
    {
        var client = Start();
        using (var first = await Fake.AcceptSocketAsync())
        {
            await first.SendAsync(Dtmf(1));
            await first.SendAsync(Dtmf(2));
            await first.CloseAsync("restart");
            await first.UntilGoneAsync();
        }

        using var second = await Fake.AcceptSocketAsync();
        await second.SendAsync(Dtmf(3));

        var seen = new List<string>();
        while (seen.Count < 6)
        {
            seen.Add(await client.Signals.NextAsync<AriSignal, AriSignal>() switch
            {
                AriSignal.Connected c => $"connected {c.Epoch}",
                AriSignal.Gap g => $"gap {g.Epoch} {g.Reason}",
                AriSignal.Event { Message: ChannelDtmfReceived d } e => $"{e.Epoch} {d.DurationMs}",
                _ => "?",
            });
        }

        Assert.Equal(["connected 1", "1 1", "1 2", "gap 1 PeerClosed", "connected 2", "2 3"], seen);
    }

    [Fact]
    [Trait("rule", "6")]
    public async Task Connection_Cut_IsAGap()
    {
        var client = Start();
        using (await Fake.AcceptSocketAsync())
            await client.Signals.NextAsync<AriSignal, AriSignal.Connected>();

        Assert.Equal(GapReason.ConnectionBroke, (await client.Signals.NextAsync<AriSignal, AriSignal.Gap>()).Reason);
        using var again = await Fake.AcceptSocketAsync();
        Assert.Equal(2, (await client.Signals.NextAsync<AriSignal, AriSignal.Connected>()).Epoch);
    }

    [Fact]
    [Trait("rule", "12")]
    public async Task Snapshot_TakenAtConnected_EventsMeanwhileAreBufferedBehindIt()
    {
        Fake.Respond = _ => FakeAri.Reply(200, $"[{Channel("a")}]");
        var client = Start();
        using var socket = await Fake.AcceptSocketAsync();
        await socket.SendAsync(Dtmf(1));
        await client.Signals.NextAsync<AriSignal, AriSignal.Connected>();

        Assert.Equal("a", Assert.Single(await client.Channels.ListAsync(CancellationToken.None)).Id);
        await socket.SendAsync(Dtmf(2));

        foreach (var number in new[] { 1, 2 })
            Assert.Equal(number, ((ChannelDtmfReceived)(await client.Signals.NextAsync<AriSignal, AriSignal.Event>()).Message).DurationMs);
    }

    [Fact]
    [Trait("rule", "7")]
    public async Task Buffer_Overflows_GapIsToldAndTheClientConnectsAgain()
    {
        var client = Start(o => o with { SignalCapacity = 16 });
        using var socket = await Fake.AcceptSocketAsync();
        for (var i = 0; i < 17; i++)
            await socket.SendAsync(Dtmf(i));
        await socket.UntilGoneAsync();

        var next = 0;
        AriSignal signal;
        while ((signal = await client.Signals.NextAsync<AriSignal, AriSignal>()) is not AriSignal.Gap)
        {
            if (signal is AriSignal.Event { Message: ChannelDtmfReceived dtmf })
                Assert.Equal(next++, dtmf.DurationMs);
        }

        Assert.Equal(GapReason.Overflow, ((AriSignal.Gap)signal).Reason);
        using var again = await Fake.AcceptSocketAsync();
        Assert.Equal(2, (await client.Signals.NextAsync<AriSignal, AriSignal.Connected>()).Epoch);
    }

    [Fact]
    [Trait("rule", "9")]
    public async Task Peer_StopsAnsweringPings_GapAndAgain()
    {
        var client = Start(o => o with { KeepAliveInterval = TimeSpan.FromMilliseconds(50), KeepAliveTimeout = TimeSpan.FromMilliseconds(100) });
        using var silent = await Fake.AcceptSocketAsync();

        Assert.Equal(GapReason.NoAnswer, (await client.Signals.NextAsync<AriSignal, AriSignal.Gap>()).Reason);
        using var again = await Fake.AcceptSocketAsync();
    }

    [Theory]
    [Trait("rule", "8")]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Handshake_Refused_IsAnAlarmAndNotTriedAgainSoon(int status)
    {
        Fake.HandshakeStatus = status;
        var client = Start(o => o with { AuthRetry = TimeSpan.FromHours(1) });

        await Soon.UntilAsync(() => Log.Lines.Any(l => l is { Level: LogLevel.Critical, Event: 1204 }));
        Assert.IsType<AriLinkStatus.AuthenticationFailed>(client.Status);
        Assert.Single(Fake.Requests);
        Assert.DoesNotContain(Log.Lines, l => l.Text.Contains("s3cret", StringComparison.Ordinal));
    }

    [Theory]
    [Trait("rule", "8")]
    [InlineData(0)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task Handshake_NeverAnsweredOrFailing_IsTriedAgain(int status)
    {
        Fake.HandshakeStatus = status;
        var client = Start(o => o with { ConnectTimeout = TimeSpan.FromMilliseconds(200) });
        await Soon.UntilAsync(() => Fake.Requests.Count >= 2);
        Fake.HandshakeStatus = 101;

        using var socket = await Fake.AcceptSocketAsync();
        Assert.Equal(1, (await client.Signals.NextAsync<AriSignal, AriSignal.Connected>()).Epoch);
    }

    [Fact]
    [Trait("rule", "8")]
    public async Task Connect_NeverCompletes_IsGivenUpAndTriedAgain()
    {
        using var full = await FullPort.OpenAsync();
        var client = Start(o => o with { Url = new Uri($"http://127.0.0.1:{full.Number}/ari"), ConnectTimeout = TimeSpan.FromMilliseconds(100) });

        await Soon.UntilAsync(() => Log.Lines.Count(l => l.Event == 1203) >= 2);
        Assert.IsType<AriLinkStatus.Disconnected>(client.Status);
    }

    [Fact]
    public async Task Rest_HangsWhileTheSocketLives_IsSeenAndForbidsDialling()
    {
        var hang = true;
        Fake.Respond = _ => Volatile.Read(ref hang) ? Fake.HangAsync() : FakeAri.Reply(403, "{}"); // answers, be it a refusal
        var client = Start(o => o with { ProbeInterval = TimeSpan.FromMilliseconds(20), RequestTimeout = TimeSpan.FromMilliseconds(50) });
        using var socket = await Fake.AcceptSocketAsync();

        await Soon.UntilAsync(() => client.Status is AriLinkStatus.RestStuck);
        Assert.False(client.IsConnected);
        Assert.IsType<OriginateResult.NotSent>(await client.Channels.CreateAsync(
            new CreateRequest { Endpoint = "PJSIP/101", App = "orchestrator", ChannelId = "x" }, CancellationToken.None));

        Volatile.Write(ref hang, value: false);
        await Soon.UntilAsync(() => client.IsConnected);
    }

    [Fact]
    public async Task WaitUntilHeld_ConnectsMeanwhile_IsTrueAndWithoutAConnectionFalse()
    {
        var client = Create();
        Assert.False(await client.WaitUntilHeldAsync("orchestrator", TimeSpan.FromMilliseconds(1), CancellationToken.None));

        var waiting = client.WaitUntilHeldAsync("orchestrator", TimeSpan.FromMinutes(1), CancellationToken.None);
        Connect();
        using var socket = await Fake.AcceptSocketAsync();

        Assert.True(await waiting);
        Assert.False(await client.WaitUntilHeldAsync("somebody's", TimeSpan.FromMilliseconds(1), CancellationToken.None));
    }

    [Theory]
    [InlineData(204)] // taken, and never delivered
    [InlineData(404)] // no such application
    public async Task Heartbeat_NotHeard_IsAGapAndANewConnection(int status)
    {
        Fake.Respond = _ => FakeAri.Reply(status, "{}");
        var client = Start(o => o with { ProbeInterval = TimeSpan.FromMilliseconds(20), RequestTimeout = TimeSpan.FromMilliseconds(200) });
        using var deaf = await Fake.AcceptSocketAsync();

        Assert.Equal(GapReason.NoAnswer, (await client.Signals.NextAsync<AriSignal, AriSignal.Gap>()).Reason);
        using var again = await Fake.AcceptSocketAsync();
        Assert.Equal(2, (await client.Signals.NextAsync<AriSignal, AriSignal.Connected>()).Epoch);
    }

    [Fact]
    public async Task Heartbeat_Heard_IsNobodyElsesBusiness()
    {
        var beats = 0;
        FakeAriSocket? socket = null;
        Fake.Respond = async _ =>
        {
            await socket!.SendAsync("{\"type\":\"ChannelUserevent\",\"timestamp\":\"2026-11-21T10:00:01.000+0300\",\"application\":\"orchestrator\",\"eventname\":\"orchestrator-heartbeat\",\"userevent\":{}}");
            if (Interlocked.Increment(ref beats) == 3)
                await socket.SendAsync(Dtmf(1));
            return (204, "");
        };
        var client = Start(o => o with { ProbeInterval = TimeSpan.FromMilliseconds(100) });
        socket = await Fake.AcceptSocketAsync();
        using var kept = socket;
        await client.Signals.NextAsync<AriSignal, AriSignal.Connected>();

        var first = await client.Signals.NextAsync<AriSignal, AriSignal>();
        Assert.IsType<ChannelDtmfReceived>(Assert.IsType<AriSignal.Event>(first).Message);
        Assert.Equal(1, first.Epoch);
    }

    [Fact]
    [Trait("rule", "11")]
    public async Task ApplicationReplaced_OfTheOnlyApplication_StopsAndDoesNotTakeItBack()
    {
        var client = Start();
        using var socket = await Fake.AcceptSocketAsync();
        await socket.SendAsync("{\"type\":\"ApplicationReplaced\",\"application\":\"orchestrator\"}");

        Assert.IsType<ApplicationReplaced>((await client.Signals.NextAsync<AriSignal, AriSignal.Event>()).Message);
        Assert.Equal(GapReason.Replaced, (await client.Signals.NextAsync<AriSignal, AriSignal.Gap>()).Reason);
        await Run.WithinDeadlineAsync();
        Assert.IsType<AriLinkStatus.Replaced>(client.Status);
        Assert.False(client.Holds("orchestrator"));
        Assert.Single(Fake.Requests);
    }

    [Fact]
    [Trait("rule", "11")]
    public async Task ApplicationReplaced_OfOneOfTwo_OnlyTheOtherIsDialledUnder()
    {
        Fake.Respond = _ => FakeAri.Reply(200, Channel("x"));
        var client = Start(o => o with { Apps = ["shared", "mine"] });
        using var socket = await Fake.AcceptSocketAsync();
        await client.Signals.NextAsync<AriSignal, AriSignal.Connected>();
        await socket.SendAsync("{\"type\":\"ApplicationReplaced\",\"application\":\"shared\"}");
        await socket.SendAsync(Dtmf(1));
        await client.Signals.NextAsync<AriSignal, AriSignal.Event>(e => e.Message is ChannelDtmfReceived);

        var request = new CreateRequest { Endpoint = "PJSIP/101", App = "shared", ChannelId = "x" };
        Assert.IsType<OriginateResult.NotSent>(await client.Channels.CreateAsync(request, CancellationToken.None));
        Assert.IsType<OriginateResult.Created>(await client.Channels.CreateAsync(request with { App = "mine" }, CancellationToken.None));
    }

    [Fact]
    [Trait("rule", "11")]
    public async Task ApplicationReplaced_OfOurOwn_EndsTheConnectionThoughAnotherIsHeld()
    {
        var client = Start(o => o with { Apps = ["shared", "mine"], Own = "mine" });
        using var socket = await Fake.AcceptSocketAsync();
        await socket.SendAsync("{\"type\":\"ApplicationReplaced\",\"application\":\"mine\"}");

        Assert.Equal(GapReason.Replaced, (await client.Signals.NextAsync<AriSignal, AriSignal.Gap>()).Reason);
        await Run.WithinDeadlineAsync();
        Assert.False(client.Holds("shared"));
    }

    [Fact]
    [Trait("rule", "11")]
    public async Task SharedApplication_Lost_AndRegisteredByNobody_IsTakenBack()
    {
        Fake.Respond = r => FakeAri.Reply(r.Target.EndsWith("=shared", StringComparison.Ordinal) ? 404 : 403, "{}");
        var client = Start(o => o with { Apps = ["shared", "mine"], Own = "mine", ProbeInterval = TimeSpan.FromMilliseconds(20) });
        using var socket = await Fake.AcceptSocketAsync();
        await socket.SendAsync(Replaced("shared"));

        using var again = await Fake.AcceptSocketAsync();
        await client.Signals.NextAsync<AriSignal, AriSignal.Connected>(c => c.Epoch == 2);
        Assert.Equal(AppHolder.Ours, client.HolderOf("shared"));
    }

    /// <summary>Asterisk answers as if somebody had it: a channel is still subscribed to.</summary>
    [Fact]
    [Trait("rule", "11")]
    public async Task SharedApplication_Lost_AndNobodyAnswersForIt_IsTakenBack()
    {
        Fake.Respond = r => FakeAri.Reply(r.Target.EndsWith("=shared", StringComparison.Ordinal) ? 204 : 403, "");
        var client = Start(o => o with
        {
            Apps = ["shared", "mine"],
            Own = "mine",
            ProbeInterval = TimeSpan.FromMilliseconds(20),
            RequestTimeout = TimeSpan.FromMilliseconds(200),
        });
        using var socket = await Fake.AcceptSocketAsync();
        await socket.SendAsync(Replaced("shared"));

        using var again = await Fake.AcceptSocketAsync();
        await client.Signals.NextAsync<AriSignal, AriSignal.Connected>(c => c.Epoch == 2);
        Assert.Equal("{\"variables\":{\"answer_to\":\"mine\"}}", Fake.Requests.First(r => r.Target.EndsWith("=shared", StringComparison.Ordinal) && r.Body.Length > 2).Body);
    }

    [Fact]
    [Trait("rule", "11")]
    public async Task SharedApplication_Lost_AndSomebodyAnswersForIt_IsLeftAlone()
    {
        var asked = 0;
        FakeAriSocket? socket = null;
        Fake.Respond = async r =>
        {
            if (!r.Target.EndsWith("=shared", StringComparison.Ordinal))
                return (403, "{}");
            if (r.Body.Contains("answer_to", StringComparison.Ordinal))
            {
                await socket!.SendAsync(Beat("mine", "answer_for", "shared"));
                Interlocked.Increment(ref asked);
            }

            return (204, "");
        };
        var client = Start(o => o with { Apps = ["shared", "mine"], Own = "mine", ProbeInterval = TimeSpan.FromMilliseconds(100) });
        socket = await Fake.AcceptSocketAsync();
        using var kept = socket;
        await socket.SendAsync(Replaced("shared"));
        await Soon.UntilAsync(() => Volatile.Read(ref asked) >= 4);

        await socket.SendAsync(Dtmf(1));
        Assert.Equal(1, (await client.Signals.NextAsync<AriSignal, AriSignal.Event>(e => e.Message is ChannelDtmfReceived)).Epoch);
        Assert.Equal(AppHolder.Another, client.HolderOf("shared"));
    }

    [Fact]
    [Trait("rule", "11")]
    public async Task SharedApplication_AskedForByAnother_IsAnsweredFor()
    {
        Fake.Respond = _ => FakeAri.Reply(204, "");
        Start(o => o with { Apps = ["shared", "mine"], Own = "mine" });
        using var socket = await Fake.AcceptSocketAsync();
        await socket.SendAsync(Beat("shared", "answer_to", "hers&co"));

        await Soon.UntilAsync(() => Fake.Requests.Any(r => r is
        {
            Target: "/ari/events/user/orchestrator-heartbeat?application=hers%26co",
            Body: "{\"variables\":{\"answer_for\":\"shared\"}}",
        }));
    }

    private static string Replaced(string app) => $$"""{"type":"ApplicationReplaced","application":"{{app}}"}""";

    private static string Beat(string app, string field, string value) =>
        $$$"""{"type":"ChannelUserevent","timestamp":"2026-11-21T10:00:01.000+0300","application":"{{{app}}}","eventname":"orchestrator-heartbeat","userevent":{"{{{field}}}":"{{{value}}}","eventname":"orchestrator-heartbeat"}}""";
}
