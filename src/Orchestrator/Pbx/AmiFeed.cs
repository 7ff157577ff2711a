using Orchestrator.Asterisk.Ami;
using Orchestrator.Cases;
using Orchestrator.Storage;

namespace Orchestrator.Pbx;

/// <summary>Takes one PBX's AMI stream to its operators and its calls; after each connect, a snapshot first.</summary>
public sealed partial class AmiFeed(PbxNode node, BlindIntervals blind, DispatchSignal dispatch, ILogger<AmiFeed> log)
{
    public async Task RunAsync(CancellationToken stop)
    {
        await foreach (var signal in node.Ami.Signals.ReadAllAsync(stop))
        {
            try
            {
                await TakeAsync(signal, stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                LogFailed(log, node.Name, e); // one event is lost to us, not the stream
            }
        }
    }

    private async Task TakeAsync(AmiSignal signal, CancellationToken stop)
    {
        switch (signal)
        {
            case AmiSignal.Connected c:
                LogConnected(log, node.Name, c.Banner);
                await SynchroniseAsync(stop);
                break;

            case AmiSignal.Gap g:
                LogGap(log, node.Name, g.Reason, g.Detail);
                node.AmiInSync = false;
                node.Operators.Forget();
                node.Calls.AmiLost();
                blind.Open(node.Name, "ami", g.Detail);
                break;

            // A PBX that is still starting takes logins before its modules answer: the snapshot is taken when it says that it is up.
            case AmiSignal.Event { Message.EventName: "FullyBooted" } when !node.AmiInSync:
                await SynchroniseAsync(stop);
                break;

            case AmiSignal.Event e:
                node.Calls.On(e.Message);
                if (node.Operators.On(e.Message))
                {
                    dispatch.Poke();
                }

                break;

            default:
                throw new InvalidOperationException($"No such signal: {signal.GetType().Name}.");
        }
    }

    /// <summary>Events that come meanwhile wait in the stream and are taken afterwards; all of them may be taken twice.</summary>
    private async Task SynchroniseAsync(CancellationToken stop)
    {
        var queues = await node.Ami.ListAsync(AmiActions.QueueStatus(), stop);
        var channels = await node.Ami.ListAsync(AmiActions.CoreShowChannels, stop);
        var devices = await node.Ami.ListAsync(AmiActions.DeviceStateList, stop);
        node.Operators.Reset(Read(queues, QueueMember.TryRead), Read(devices, DeviceStateChange.TryRead), Read(queues, QueueParams.TryRead));
        node.Calls.AmiConnected(Read(channels, CoreShowChannel.TryRead), Read(queues, QueueEntry.TryRead));
        node.AmiInSync = true;
        blind.Close(node.Name, "ami");
        dispatch.Poke();
    }

    private static IEnumerable<T> Read<T>(IEnumerable<AmiMessage> messages, Func<AmiMessage, T?> read) where T : class =>
        messages.Select(read).OfType<T>();
}
