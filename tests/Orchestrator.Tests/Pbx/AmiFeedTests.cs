using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Testing;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Engine.Feeds;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;
using Orchestrator.Tests.Asterisk;
using Orchestrator.Tests.Asterisk.Ami;
using Xunit;

namespace Orchestrator.Tests.Pbx;

/// <summary>The snapshot after a connect, against an AMI that is written in the test.</summary>
public sealed class AmiFeedTests : IAsyncDisposable
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 11, 21, 10, 0);

    private readonly FakeAmi fake = new();
    private readonly CancellationTokenSource stop = new();
    private readonly IntakeQueue found = new();
    private readonly FakeClock clock = new(Morning);
    private readonly FakeTimeProvider time = new();
    private readonly ListLogger<AmiFeed> log = new();
    private readonly PbxNode node;
    private readonly OperatorBoard operators;
    private readonly CallWatch calls;
    private readonly Task running;

    public AmiFeedTests()
    {
        var options = new PbxOptions
        {
            Name = "pbx1",
            Ami = new AmiSection { Host = "127.0.0.1", Port = fake.Port, User = "u", Secret = "s" },
            Ari = new AriSection { Url = "http://127.0.0.1:9/ari", User = "u", Password = "p" },
        };
        node = new PbxNode(options, "one", TimeProvider.System, new Random(1), NullLoggerFactory.Instance);
        operators = new OperatorBoard(clock);
        calls = new CallWatch(node.Name, node.SharedApp, found, clock);
        var feed = new AmiFeed(node, operators, calls, new CallerQuestions(node.Callers, calls), new QueueLogFeed(node, calls, NullLogger<QueueLogFeed>.Instance), new BlindIntervals(clock), new DispatchSignal(), time, log);
        running = Task.WhenAll(node.Ami.RunAsync(stop.Token), feed.RunAsync(stop.Token));
    }

    [Theory]
    [InlineData("QueueStatus")]
    [InlineData("CoreShowChannels")]
    [InlineData("DeviceStateList")]
    public async Task Snapshot_ThatFailsOnce_IsTakenAgainOnTheSameConnection(string failing)
    {
        using var session = await fake.AcceptLoginAsync();
        var asked = 0;
        Answer(session, action => action == failing && ++asked == 1);

        await InTimeAsync(() => node.AmiInSync);

        Assert.Equal(2, asked);
        Assert.NotNull(operators.WaitingByQueue());
        var told = Assert.Single(log.Lines, l => l.Event == 4004);
        Assert.Contains($"({failing} was refused", told.Text, StringComparison.Ordinal);
        Assert.Null(told.Fault); // the peer's words, and no stack trace of ours
    }

    [Fact]
    public async Task Events_WhileNoSnapshotWorks_AreTakenAllTheSame()
    {
        using var session = await fake.AcceptLoginAsync();
        Answer(session, action => action == "QueueStatus");

        await session.SendAsync("Event: Newchannel\r\nPrivilege: call,all\r\nChannel: PJSIP/a-1\r\nUniqueid: 1\r\nLinkedid: 1\r\n\r\n");

        await InTimeAsync(() => calls.Count == 1);
        Assert.False(node.AmiInSync);
    }

    [Fact]
    [Trait("rule", "5")]
    public async Task Event_ThatCannotBeHandled_CostsItselfOnly()
    {
        using var session = await fake.AcceptLoginAsync();
        Answer(session, _ => false);
        await Soon.UntilAsync(() => node.AmiInSync);
        clock.AutoAdvance = Duration.Epsilon;
        clock.Reset(Instant.MaxValue); // at the end of time nobody can tell the time

        await session.SendAsync("Event: Newchannel\r\nPrivilege: call,all\r\nChannel: PJSIP/a-1\r\nUniqueid: 1\r\nLinkedid: 1\r\n\r\n");
        await Soon.UntilAsync(() => log.Lines.Any(l => l.Event == 4003));
        clock.Reset(Morning);
        await session.SendAsync("Event: Newchannel\r\nPrivilege: call,all\r\nChannel: PJSIP/a-2\r\nUniqueid: 2\r\nLinkedid: 2\r\n\r\n");

        await Soon.UntilAsync(() => calls.Count == 1);
        Assert.Single(log.Lines, l => l.Event == 4003);
        Assert.Equal(1, Assert.IsType<AmiLinkStatus.Connected>(node.Ami.Status).Epoch);
    }

    [Fact]
    public async Task Events_ThatWereRefused_BringASnapshot_AndLeaveTheOperatorsKnown()
    {
        using var session = await fake.AcceptLoginAsync();
        var asked = 0;
        Answer(session, action =>
        {
            asked += action == "QueueStatus" ? 1 : 0;
            return false;
        });
        await Soon.UntilAsync(() => node.AmiInSync);

        await session.SendAsync("Event: Hangup\r\nPrivilege: call,all\r\nChannel: PJSIP/a-1\r\nCallerIDNum: 7916\r\nUniqueid: 1\r\nUniqueid: 2\r\nLinkedid: 2\r\nCause: 16\r\n\r\n");

        await InTimeAsync(() => asked == 2);
        Assert.NotNull(operators.WaitingByQueue());
        Assert.True(node.AmiInSync);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).WithinDeadlineAsync();
        await node.DisposeAsync();
        fake.Dispose();
        stop.Dispose();
    }

    /// <summary>While the pauses between snapshots pass.</summary>
    private Task InTimeAsync(Func<bool> condition) => Soon.UntilAsync(() =>
    {
        time.Advance(AmiFeed.SnapshotPause);
        return condition();
    });

    /// <summary>Answers every action, lists with an empty list, or refuses it.</summary>
    private static void Answer(FakeAmiSession session, Func<string, bool> refuses) => _ = Task.Run(async () =>
    {
        while (await session.ReadActionAsync() is [var first, ..] action)
        {
            var name = first["Action: ".Length..];
            if (refuses(name))
                await session.AnswerAsync(action, "Response: Error\r\nMessage: Not now\r\n");
            else if (name == "Ping")
                await session.AnswerAsync(action, "Response: Success\r\nPing: Pong\r\n");
            else
                await session.SendAsync(FakeAmiSession.BlockFor(action, "Response: Success\r\nEventList: start\r\n") + FakeAmiSession.BlockFor(action, $"Event: {name}Complete\r\nEventList: Complete\r\n"));
        }
    });
}
