using Orchestrator.Engine.Dialling;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Feeds;

/// <summary>Keeps the links to every PBX alive. One that is away disturbs no other.</summary>
public sealed class PbxLinks(
    PbxNodes nodes, OperatorBoards operators, CallWatches calls, AttemptHost attempts, Strays strays, StasisIntake stasis, BlindIntervals blind, DispatchSignal dispatch, TimeProvider time, ILoggerFactory loggers)
    : BackgroundService
{
    /// <summary>Pause before applications that were taken from us are registered again.</summary>
    private static readonly TimeSpan ReclaimPause = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(nodes.All.Select(node => RunAsync(node, stoppingToken)));

    private Task RunAsync(PbxNode node, CancellationToken stop)
    {
        var questions = new CallerQuestions(node.Callers, calls.Of(node));
        var past = new QueueLogFeed(node, calls.Of(node), loggers.CreateLogger<QueueLogFeed>());
        return Task.WhenAll(
            node.Ami.RunAsync(stop),
            RunAriAsync(node, stop),
            questions.RunAsync(stop),
            new AmiFeed(node, operators.Of(node), calls.Of(node), questions, past, blind, dispatch, time, loggers.CreateLogger<AmiFeed>()).RunAsync(stop),
            new AriFeed(node, calls.Of(node), attempts, strays, stasis, past, blind, dispatch, loggers.CreateLogger<AriFeed>()).RunAsync(stop));
    }

    /// <summary>
    /// ARI's run ends when every application of ours was taken. Our own is nobody else's: the taker is a connection attempt of ours that was given up
    /// and came through late, or a second process under our name. Either way we come back, and do not dial in between.
    /// </summary>
    private async Task RunAriAsync(PbxNode node, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await node.Ari.RunAsync(stop);
            await Task.Delay(ReclaimPause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
