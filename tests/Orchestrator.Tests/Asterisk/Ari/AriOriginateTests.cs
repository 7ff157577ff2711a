using System.Text.Json;
using Orchestrator.Asterisk.Ari;
using Xunit;

namespace Orchestrator.Tests.Asterisk.Ari;

[Trait("rule", "13")]
public sealed class AriOriginateTests : AriFixture
{
    private static readonly OriginateRequest Request = new()
    {
        Endpoint = "PJSIP/101",
        App = "orchestrator",
        AppArgs = "operator,7",
        ChannelId = "cb-7-operator",
        CallerId = "Ann <+74950000001>",
        Timeout = TimeSpan.FromSeconds(20),
        Variables = new Dictionary<string, string> { ["CONNECTEDLINE(num,i)"] = "a,b&c|\"d\"" },
    };

    [Fact]
    public async Task Originate_Accepted_IsCreated_AndEverythingIsInTheBody()
    {
        Fake.Respond = _ => FakeAri.Reply(200, Channel("cb-7-operator"));
        var client = await ConnectAsync();

        var made = Assert.IsType<OriginateResult.Created>(await client.Channels.OriginateAsync(Request, CancellationToken.None));

        Assert.Equal("cb-7-operator", made.Channel.Id);
        var post = Fake.Requests.Single(r => r.Method == "POST");
        Assert.Equal("/ari/channels", post.Target);
        var body = JsonDocument.Parse(post.Body).RootElement;
        Assert.Equal("PJSIP/101", body.GetProperty("endpoint").GetString());
        Assert.Equal("operator,7", body.GetProperty("appArgs").GetString());
        Assert.Equal("cb-7-operator", body.GetProperty("channelId").GetString());
        Assert.Equal(20, body.GetProperty("timeout").GetInt32());
        Assert.Equal("a,b&c|\"d\"", body.GetProperty("variables").GetProperty("CONNECTEDLINE(num,i)").GetString());
        Assert.False(body.TryGetProperty("originator", out _));
    }

    [Fact]
    public async Task Originate_NeverAnswered_IsUnknown_AndSentOnce()
    {
        Fake.Respond = _ => Fake.HangAsync();
        var client = await ConnectAsync(o => o with { RequestTimeout = TimeSpan.FromMilliseconds(100) });

        Assert.IsType<OriginateResult.Unknown>(await client.Channels.OriginateAsync(Request, CancellationToken.None));
        Assert.Single(Fake.Requests, r => r.Method == "POST");
    }

    [Fact]
    public async Task Originate_PooledConnectionCutAfterTheRequest_IsUnknown_AndSentOnce()
    {
        Fake.Respond = r => r.Method == "GET" ? FakeAri.Reply(200, "[]") : FakeAri.Cut();
        var client = await ConnectAsync();
        await client.Channels.ListAsync(CancellationToken.None);

        Assert.IsType<OriginateResult.Unknown>(await client.Channels.OriginateAsync(Request, CancellationToken.None));
        Assert.IsType<AriResult.Unknown>(await client.Channels.DialAsync("x", TimeSpan.FromSeconds(1), caller: null, CancellationToken.None));
        Assert.IsType<AriResult.Unknown>(await client.Channels.AnswerAsync("x", CancellationToken.None));

        var posts = Fake.Requests.Where(r => r.Method == "POST").ToArray();
        Assert.Equal(["/ari/channels", "/ari/channels/x/dial", "/ari/channels/x/answer"], posts.Select(r => r.Path));
        Assert.Equal(Fake.Requests.Single(r => r.Path == "/ari/channels" && r.Method == "GET").Connection, posts[0].Connection);
    }

    [Fact]
    public async Task Originate_AnswerThatCannotBeRead_IsUnknown()
    {
        Fake.Respond = _ => FakeAri.Reply(200, "{\"id\":");
        var client = await ConnectAsync();

        Assert.IsType<OriginateResult.Unknown>(await client.Channels.OriginateAsync(Request, CancellationToken.None));
    }

    [Fact]
    public async Task Originate_SameIdAgain_AlreadyExists()
    {
        Fake.Respond = _ => FakeAri.Reply(409, "{\"message\":\"Channel with given unique ID already exists\"}");
        var client = await ConnectAsync();

        Assert.IsType<OriginateResult.AlreadyExists>(await client.Channels.OriginateAsync(Request, CancellationToken.None));
    }

    [Fact]
    public async Task Originate_AfterAnother409_GoesOverAnotherConnection()
    {
        // Asterisk keeps the error number per connection and never clears it.
        var conflicted = new HashSet<int>();
        Fake.Respond = r =>
        {
            if (r.Body.Contains("taken", StringComparison.Ordinal))
                conflicted.Add(r.Connection);
            return conflicted.Contains(r.Connection) ? FakeAri.Reply(409, "{}") : FakeAri.Reply(500, "{\"error\":\"Allocation failed\"}");
        };
        var client = await ConnectAsync();

        Assert.IsType<OriginateResult.AlreadyExists>(await client.Channels.OriginateAsync(Request with { ChannelId = "taken" }, CancellationToken.None));
        Assert.IsType<OriginateResult.Refused>(await client.Channels.OriginateAsync(Request, CancellationToken.None));
    }

    [Fact]
    public async Task Originate_UnknownEndpoint_IsRefusedWithAsterisksReason()
    {
        Fake.Respond = _ => FakeAri.Reply(500, "{\"error\":\"Allocation failed\"}");
        var client = await ConnectAsync();

        Assert.Equal(
            new OriginateResult.Refused(500, "Allocation failed"), await client.Channels.OriginateAsync(Request, CancellationToken.None));
    }

    [Fact]
    public async Task Originate_EventSocketDown_IsNotSent()
    {
        var client = Create();

        Assert.IsType<OriginateResult.NotSent>(await client.Channels.OriginateAsync(Request, CancellationToken.None));
        Assert.Empty(Fake.Requests);
    }

    [Fact]
    public async Task Command_NobodyListens_IsNotSent()
    {
        var client = Create();
        await Fake.DisposeAsync();

        Assert.IsType<AriResult.NotSent>(await client.Channels.AnswerAsync("x", CancellationToken.None));
    }

    private async Task<AriClient> ConnectAsync(Func<AriOptions, AriOptions>? change = null)
    {
        var client = Start(change);
        await Fake.AcceptSocketAsync();
        await client.Signals.NextAsync<AriSignal, AriSignal.Connected>();
        return client;
    }
}
