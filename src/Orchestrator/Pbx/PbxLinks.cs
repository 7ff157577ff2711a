using Orchestrator.Cases;
using Orchestrator.Dialling;
using Orchestrator.Intake;
using Orchestrator.Storage;

namespace Orchestrator.Pbx;

/// <summary>Keeps the links to every PBX alive. One that is away disturbs no other.</summary>
public sealed class PbxLinks(PbxNodes nodes, AttemptHost attempts, Strays strays, StasisIntake stasis, BlindIntervals blind, DispatchSignal dispatch, ILoggerFactory loggers) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(nodes.All.Select(node => RunAsync(node, stoppingToken)));

    private Task RunAsync(PbxNode node, CancellationToken stop) => Task.WhenAll(
        node.Ami.RunAsync(stop),
        node.Ari.RunAsync(stop),
        new AmiFeed(node, blind, dispatch, loggers.CreateLogger<AmiFeed>()).RunAsync(stop),
        new AriFeed(node, attempts, strays, stasis, blind, dispatch, loggers.CreateLogger<AriFeed>()).RunAsync(stop));
}
