using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Cases;
using Orchestrator.Hosting;
using Orchestrator.Intake;
using Orchestrator.Pbx;
using Orchestrator.Storage;
using Orchestrator.Tests.Asterisk;
using Orchestrator.Tests.Asterisk.Ami;
using Xunit;

namespace Orchestrator.Tests.Pbx;

public sealed class AmiFeedTests
{
    [Fact]
    [Trait("rule", "5")]
    public async Task Event_ThatCannotBeHandled_CostsItselfOnly()
    {
        using var fake = new FakeAmi();
        using var stop = new CancellationTokenSource();
        var options = new PbxOptions
        {
            Name = "pbx1",
            Ami = new AmiSection { Host = "127.0.0.1", Port = fake.Port, User = "u", Secret = "s" },
            Ari = new AriSection { Url = "http://127.0.0.1:1/ari", User = "u", Password = "p" },
        };
        await using var node = new PbxNode(options, "one", new IntakeQueue(), new NoonClock(), TimeProvider.System, new Random(1), NullLoggerFactory.Instance);
        var log = new ListLogger<AmiFeed>();
        var running = Task.WhenAll(node.Ami.RunAsync(stop.Token), new AmiFeed(node, new BlindIntervals(new NoonClock()), new DispatchSignal(), log).RunAsync(stop.Token));
        using var session = await fake.AcceptLoginAsync();

        await session.AnswerAsync(await session.ReadActionAsync(), "Response: Error\r\nMessage: Not now\r\n"); // no snapshot: the handler throws
        await session.SendAsync("Event: FullyBooted\r\n\r\n");
        for (var list = 0; list < 3; list++)
        {
            var action = await session.ReadActionAsync();
            await session.AnswerAsync(action, "Response: Success\r\nEventList: start\r\n");
            await session.AnswerAsync(action, "Event: ListComplete\r\nEventList: Complete\r\n");
        }

        await Soon.UntilAsync(() => node.AmiInSync);
        Assert.Single(log.Lines, l => l.Event == 4003);
        Assert.Equal(1, Assert.IsType<AmiLinkStatus.Connected>(node.Ami.Status).Epoch);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WithinDeadlineAsync());
    }
}
