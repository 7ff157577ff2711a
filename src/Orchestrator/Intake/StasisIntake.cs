using NodaTime;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Calls;
using Orchestrator.Pbx;

namespace Orchestrator.Intake;

/// <summary>
/// Takes calls that the dialplan hands over, notes what it says, and gives each straight back: the caller must not hear that we exist.
/// Each hand-over is served beside the event stream, which never waits for REST.
/// </summary>
public sealed partial class StasisIntake(IntakeQueue queue, IClock clock, ILogger<StasisIntake> log)
{
    /// <summary>A channel entered the shared application.</summary>
    public void Start(PbxNode node, StasisStart start, CancellationToken stop) =>
        _ = Task.Run(() => TakeAsync(node, start.Channel, Handover.Read(start.Args), stop), stop);

    /// <summary>The link is back: channels that entered while it broke are still waiting to be given back.</summary>
    public void Connected(PbxNode node, CancellationToken stop) => _ = Task.Run(() => FreeAsync(node, stop), stop);

    private async Task TakeAsync(PbxNode node, AriChannel channel, Handover handover, CancellationToken stop)
    {
        try
        {
            // Without a subscription nothing would tell of the channel's end once it is back in the dialplan.
            await node.Ari.Applications.SubscribeAsync(node.SharedApp, $"channel:{channel.Id}", stop);
            var linkedId = await LinkedIdAsync(node, channel, stop);
            switch (handover)
            {
                case Handover.Track:
                    node.Calls.Track(channel, linkedId);
                    break;
                case Handover.Missed h:
                    queue.Add(new CallVerdict.Missed(Report(node, channel, linkedId, h.Reason, h.Queue, channel.Caller.Number)));
                    break;
                case Handover.Callback h:
                    queue.Add(new CallVerdict.Missed(Report(node, channel, linkedId, MissReason.Requested, h.Queue, h.Number ?? channel.Caller.Number)));
                    break;
                case Handover.NotUnderstood h:
                    LogNotUnderstood(log, node.Name, channel.Id, h.Why);
                    break;
            }
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogFailed(log, node.Name, channel.Id, e);
        }
        finally
        {
            await node.Ari.Channels.ContinueAsync(channel.Id, CancellationToken.None);
        }
    }

    private static async Task<string> LinkedIdAsync(PbxNode node, AriChannel channel, CancellationToken stop)
    {
        try
        {
            return await node.Ari.Channels.GetVariableAsync(channel.Id, "CHANNEL(linkedid)", stop) is { Length: > 0 } id ? id : channel.Id;
        }
        catch (AriException)
        {
            return channel.Id; // gone already: a first channel's linkedid is its own id
        }
    }

    private MissedCallReport Report(PbxNode node, AriChannel channel, string linkedId, MissReason reason, string? queueName, string? number) => new(
        node.Name, linkedId, channel.Id, clock.GetCurrentInstant(), reason, queueName, channel.Dialplan.Exten, number, channel.Caller.Name, null, null, ["stasis"], Asked: true);

    private async Task FreeAsync(PbxNode node, CancellationToken stop)
    {
        try
        {
            if (await node.Ari.Applications.GetAsync(node.SharedApp, stop) is not { } app)
            {
                return;
            }

            foreach (var id in app.ChannelIds)
            {
                // Those that are in the dialplan (subscribed only) answer 409 and stay where they are.
                if (await node.Ari.Channels.GetAsync(id, stop) is { Dialplan.AppName: "Stasis" })
                {
                    LogFreed(log, node.Name, id);
                    await node.Ari.Channels.ContinueAsync(id, stop);
                }
            }
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogFailed(log, node.Name, "all", e);
        }
    }
}
