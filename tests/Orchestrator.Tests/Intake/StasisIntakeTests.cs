using Microsoft.Extensions.Logging.Abstractions;
using NodaTime.Testing;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Calls;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.Settings;
using Orchestrator.Tests.Asterisk;
using Orchestrator.Tests.Asterisk.Ari;
using Xunit;

namespace Orchestrator.Tests.Intake;

/// <summary>Hand-overs, with an ARI that does what the test says.</summary>
public sealed class StasisIntakeTests : IAsyncLifetime
{
    private readonly FakeAri fake = new();
    private readonly IntakeQueue queue = new();
    private readonly FakeClock clock = FakeClock.FromUtc(2026, 11, 21);
    private readonly CancellationTokenSource stop = new();
    private PbxNode node = null!;
    private StasisIntake stasis = null!;
    private Task run = Task.CompletedTask;
    private FakeAriSocket socket = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new PbxOptions
        {
            Name = "pbx1",
            Ami = new AmiSection { Host = "127.0.0.1", User = "u", Secret = "s" },
            Ari = new AriSection { Url = fake.Url.ToString(), User = "u", Password = "p", App = "orchestrator" },
        };
        node = new PbxNode(options, "one", TimeProvider.System, new Random(1), NullLoggerFactory.Instance);
        stasis = new StasisIntake(queue, new CallWatches(new PbxNodes([node]), queue, clock), clock, TimeProvider.System, NullLogger<StasisIntake>.Instance);
        run = node.Ari.RunAsync(stop.Token);
        socket = await fake.AcceptSocketAsync();
        await node.Ari.Signals.NextAsync<AriSignal, AriSignal.Connected>();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await run.WithinDeadlineAsync();
        socket.Dispose();
        await node.DisposeAsync();
        await fake.DisposeAsync();
        stop.Dispose();
    }

    [Fact]
    public async Task Connected_ChannelsWaitAndRestFailsFirst_AreTakenAsIfToldOf()
    {
        var looks = 0;
        fake.Respond = r => r.Path != "/ari/channels" ? FakeAri.Reply(200, "{}")
            : Interlocked.Increment(ref looks) == 1 ? FakeAri.Reply(500, "{}")
            : FakeAri.Reply(200, $"[{Channel("a", "Stasis", "orchestrator,callback,queue=sales")},{Channel("b", "Stasis", "orchestrator-one,dialled")},{Channel("c", "Queue", "orchestrator,callback")}]");

        stasis.Connected(node, epoch: 1, stop.Token);
        var taken = await TakenAsync();

        Assert.Equal(("a", MissReason.Requested, "sales"), (taken.UniqueId, taken.Reason, taken.Queue));
        await Soon.UntilAsync(() => IsGivenBack("a"));
        Assert.False(IsGivenBack("b"));
        Assert.False(IsGivenBack("c"));
        Assert.False(queue.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Connected_ChannelIsServedAlready_IsNotTakenTwice()
    {
        var looks = 0;
        fake.Respond = r =>
        {
            if (r.Path != "/ari/channels")
                return FakeAri.Reply(200, "{}");
            Interlocked.Increment(ref looks);
            return FakeAri.Reply(200, $"[{Channel("a", "Stasis", "orchestrator,callback,queue=sales")},{Channel("b", "Stasis", "orchestrator,missed,reason=closed")}]");
        };
        stasis.Start(node, Start("a"), stop.Token);
        var first = await queue.Reader.ReadAsync(stop.Token);

        stasis.Connected(node, epoch: 1, stop.Token);
        var second = await queue.Reader.ReadAsync(stop.Token);
        first.Keep();
        second.Keep();
        await Soon.UntilAsync(() => IsGivenBack("a") && IsGivenBack("b"));

        Assert.Equal(["a", "b"], new[] { first, second }.Select(p => ((CallVerdict.Missed)p.Verdict).Report.UniqueId));
        Assert.False(queue.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Callback_NotYetOnDisk_IsGivenBackOnlyThen()
    {
        stasis.Start(node, Start("a"), stop.Token);
        var pending = await queue.Reader.ReadAsync(stop.Token);
        await node.Ari.Asterisk.InfoAsync(stop.Token); // a give-back that was asked for before has had its time
        Assert.False(IsGivenBack("a"));

        pending.Keep();

        await Soon.UntilAsync(() => IsGivenBack("a"));
    }

    [Theory]
    [InlineData("orchestrator,callback,queue=sales", new[] { "orchestrator", "callback", "queue=sales" })]
    [InlineData("orchestrator,callback,queue=\"a, b\",number=1\\,2", new[] { "orchestrator", "callback", "queue=a, b", "number=1,2" })]
    [InlineData("orchestrator", new[] { "orchestrator" })]
    [InlineData("", new[] { "" })]
    [InlineData("a,\\", new[] { "a", "\\" })]
    public void Split_AppData_AsAsteriskDoes(string appData, string[] args) => Assert.Equal(args, AriCallers.Split(appData));

    private static StasisStart Start(string channel) => new()
    {
        Type = nameof(StasisStart),
        Application = "orchestrator",
        Args = ["callback", "queue=sales"],
        Channel = new AriChannel { Id = channel, Name = "PJSIP/trunk-1", State = "Up" },
    };

    private static string Channel(string id, string app, string data) =>
        $$$"""{"id":"{{{id}}}","name":"PJSIP/trunk-1","state":"Ring","caller":{"name":"","number":"79160000001"},"dialplan":{"context":"in","exten":"s","priority":1,"app_name":"{{{app}}}","app_data":"{{{data}}}"}}""";

    private async Task<MissedCallReport> TakenAsync()
    {
        using var limit = new CancellationTokenSource(Soon.Deadline);
        var pending = await queue.Reader.ReadAsync(limit.Token);
        pending.Keep();
        return ((CallVerdict.Missed)pending.Verdict).Report;
    }

    private bool IsGivenBack(string channel) => fake.Requests.Any(r => r.Method == "POST" && r.Path == $"/ari/channels/{channel}/continue");
}
