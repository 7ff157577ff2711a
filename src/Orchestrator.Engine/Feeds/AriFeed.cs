using Orchestrator.Asterisk.Ari;
using Orchestrator.Engine.Dialling;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Feeds;

/// <summary>Takes one PBX's ARI stream to the running attempts, to the dialplan's hand-overs and to the tracked calls.</summary>
public sealed partial class AriFeed(
    PbxNode node, CallWatch calls, AttemptHost attempts, Strays strays, StasisIntake stasis, QueueLogFeed past, BlindIntervals blind, DispatchSignal dispatch, ILogger<AriFeed> log)
{
    public async Task RunAsync(CancellationToken stop)
    {
        await foreach (var signal in node.Ari.Signals.ReadAllAsync(stop))
        {
            try
            {
                Take(signal, stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                LogFailed(log, node.Name, e); // one event is lost to us, not the stream
            }
        }
    }

    private void Take(AriSignal signal, CancellationToken stop)
    {
        switch (signal)
        {
            case AriSignal.Connected c:
                LogConnected(log, node.Name);
                attempts.Resync(node.Name);
                strays.Poke();
                stasis.Connected(node, c.Epoch, stop);
                blind.Close(node.Name, "ari");
                dispatch.Poke();
                break;

            case AriSignal.Gap g:
                LogGap(log, node.Name, g.Reason, g.Detail);
                blind.Open(node.Name, "ari", g.Detail);
                break;

            case AriSignal.Event { Message: var message }:
                if (!attempts.On(message))
                {
                    strays.Poke(); // asked for before a crash, and made after the attempt was settled
                }

                if (message is ChannelDestroyed { Channel.Id: var ended })
                {
                    past.CatchUpOn(ended);
                }

                calls.On(message);
                if (message is StasisStart start && start.Application == node.SharedApp)
                {
                    stasis.Start(node, start, stop);
                }

                break;

            default:
                throw new InvalidOperationException($"No such signal: {signal.GetType().Name}.");
        }
    }
}
