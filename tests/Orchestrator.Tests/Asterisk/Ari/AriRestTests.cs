using Orchestrator.Asterisk.Ari;
using Xunit;

namespace Orchestrator.Tests.Asterisk.Ari;

public sealed class AriRestTests : AriFixture
{
    [Fact]
    [Trait("rule", "10")]
    public async Task Gets_TwoHundred_UseOneConnectionAndTheHeader()
    {
        Fake.Respond = _ => FakeAri.Reply(200, Channel("x"));
        var client = Create();
        for (var i = 0; i < 200; i++)
            Assert.Equal("x", (await client.Channels.GetAsync("x", CancellationToken.None))?.Id);

        Assert.Equal(1, Fake.Connections);
        Assert.All(Fake.Requests, r => Assert.Equal("Basic Y2FsbGJhY2s6czNjcmV0", r.Headers["Authorization"]));
        Assert.DoesNotContain(Fake.Requests, r => r.Target.Contains("api_key", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    [Trait("rule", "10")]
    public async Task Handler_Shared_SocketAndRestOfTwoClientsUseIt()
    {
        Fake.Respond = _ => FakeAri.Reply(200, "[]");
        var options = new AriOptions { Url = Fake.Url, User = "u", Password = "p", Apps = ["a"] };
        using var handler = new CountingHandler(AriHandler.Create(options));
        await using var first = new AriClient(options, TimeProvider.System, () => 0, new ListLogger<AriClient>(), handler);
        await using var second = new AriClient(options, TimeProvider.System, () => 0, new ListLogger<AriClient>(), handler);
        var run = first.RunAsync(CancellationToken.None);
        await Fake.AcceptSocketAsync();

        await first.Channels.ListAsync(CancellationToken.None);
        await first.DisposeAsync();
        await run.WithinDeadlineAsync();
        await second.Channels.ListAsync(CancellationToken.None);

        Assert.Equal(3, handler.Requests);
        Assert.Equal(2, Fake.Connections);
    }

    [Fact]
    [Trait("rule", "8")]
    public async Task Get_NeverAnswered_FailsInTime()
    {
        Fake.Respond = _ => Fake.HangAsync();
        var client = Create(o => o with { RequestTimeout = TimeSpan.FromMilliseconds(50) });

        var e = await Assert.ThrowsAsync<AriException>(() => client.Channels.GetVariableAsync("x", "secret stuff", CancellationToken.None));
        Assert.Equal(0, e.Status);
        Assert.Equal("/channels/x/variable", e.Path);
    }

    [Fact]
    [Trait("rule", "8")]
    public async Task Rest_KeepsHanging_TheBreakerAnswersInsteadOfWaiting()
    {
        Fake.Respond = _ => Fake.HangAsync();
        var client = Create(o => o with { RequestTimeout = TimeSpan.FromMilliseconds(50) });
        for (var i = 0; i < 5; i++)
            Assert.IsType<AriResult.Unknown>(await client.Channels.AnswerAsync("x", CancellationToken.None));

        Assert.IsType<AriResult.NotSent>(await client.Channels.AnswerAsync("x", CancellationToken.None));
        Assert.Equal(5, Fake.Requests.Count);
    }

    [Fact]
    public async Task Get_Unauthorized_ExceptionTellsWhatButNoCredentials()
    {
        Fake.Respond = _ => FakeAri.Reply(401, "{\"message\":\"Authentication required\"}");
        var client = Create();

        var e = await Assert.ThrowsAsync<AriException>(() => client.Asterisk.InfoAsync(CancellationToken.None));
        Assert.Equal((401, "GET", "/asterisk/info"), (e.Status, e.Method, e.Path));
        Assert.DoesNotContain("s3cret", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gone_IsSuccessForEndingThings_AndGoneForOthers()
    {
        Fake.Respond = _ => FakeAri.Reply(404, "{\"message\":\"Channel not found\"}");
        var client = Create();

        Assert.IsType<AriResult.Done>(await client.Channels.HangUpAsync("x", CancellationToken.None, reasonCode: 16));
        Assert.IsType<AriResult.Done>(await client.Bridges.DestroyAsync("x", CancellationToken.None));
        Assert.IsType<AriResult.Done>(await client.Playbacks.StopAsync("x", CancellationToken.None));
        Assert.Equal(new AriResult.Gone("Channel not found"), await client.Channels.AnswerAsync("x", CancellationToken.None));
        Assert.Null(await client.Channels.GetAsync("x", CancellationToken.None));
        Assert.Null(await client.Bridges.GetAsync("x", CancellationToken.None));
        Assert.Null(await client.Channels.GetVariableAsync("x", "y", CancellationToken.None));
    }

    [Fact]
    public async Task Bridge_CreatedTwice_IsSuccess()
    {
        Fake.Respond = _ => FakeAri.Reply(409, "{\"message\":\"Bridge with id 'b' already exists\"}");
        var client = Create();

        Assert.IsType<AriResult.Done>(await client.Bridges.CreateAsync("b", CancellationToken.None));
    }

    [Fact]
    public async Task Commands_GoWhereAsteriskWantsThem()
    {
        Fake.Respond = _ => FakeAri.Reply(204, "");
        var client = Create();
        await client.Channels.DialAsync("a/b", TimeSpan.FromSeconds(45), caller: null, CancellationToken.None);
        await client.Channels.ContinueAsync("c", CancellationToken.None, "ctx", "s", 1);
        await client.Channels.PlayAsync("c", ["sound:a", "sound:b"], "p", CancellationToken.None);
        await client.Channels.HangUpAsync("c", CancellationToken.None, "busy");
        await client.Bridges.CreateAsync("b", CancellationToken.None);
        await client.Bridges.AddChannelAsync("b", ["c", "d"], CancellationToken.None);
        await client.Applications.SubscribeAsync("app", "channel:c", CancellationToken.None);

        Assert.Equal(
            [
                "POST /ari/channels/a%2Fb/dial {\"timeout\":45}",
                "POST /ari/channels/c/continue {\"context\":\"ctx\",\"extension\":\"s\",\"priority\":1}",
                "POST /ari/channels/c/play {\"media\":[\"sound:a\",\"sound:b\"],\"playbackId\":\"p\"}",
                "DELETE /ari/channels/c?reason=busy ",
                "POST /ari/bridges/b {\"type\":\"mixing\"}",
                "POST /ari/bridges/b/addChannel {\"channel\":[\"c\",\"d\"]}",
                "POST /ari/applications/app/subscription {\"eventSource\":\"channel:c\"}",
            ],
            Fake.Requests.Select(r => $"{r.Method} {r.Target} {r.Body}"));
    }

    private sealed class CountingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int requests;

        public int Requests => requests;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref requests);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
