using Orchestrator.Asterisk.Ari;

namespace Orchestrator.Engine.Intake;

/// <summary>
/// ARI events of tracked channels in the tracker's vocabulary: coarser than AMI's, and used only while AMI is away.
/// ARI has no linkedid; the caller gives it.
/// </summary>
public static class AriCallSignals
{
    /// <summary>The channel that an event is about, or null when it says nothing about missed calls.</summary>
    public static string? ChannelOf(AriEvent e) => e switch
    {
        ChannelDialplan d when DialplanApp.QueueOf(d.DialplanApp, d.DialplanAppData) is not null => d.Channel.Id,
        ChannelVarset { Variable: "QUEUESTATUS" or "ABANDONED" or "BRIDGEPEER", Value.Length: > 0, Channel: { } channel } => channel.Id,
        ChannelDestroyed d => d.Channel.Id,
        _ => null,
    };

    /// <summary>The signal that an event is, or null when it says nothing about missed calls.</summary>
    public static CallSignal? Read(AriEvent e, string linkedId) => e switch
    {
        ChannelDialplan d when DialplanApp.QueueOf(d.DialplanApp, d.DialplanAppData) is { } queue => new CallSignal.QueueJoined(d.Channel.Id, linkedId, queue, null),
        ChannelVarset { Variable: "QUEUESTATUS", Channel: { } c } v => new CallSignal.QueueStatus(c.Id, linkedId, v.Value),
        ChannelVarset { Variable: "ABANDONED", Value: "TRUE", Channel: { Dialplan: var at } c } =>
            new CallSignal.QueueAbandoned(c.Id, linkedId, DialplanApp.QueueOf(at.AppName, at.AppData) ?? DialplanApp.FirstArgument(at.AppData), null, null),
        ChannelVarset { Variable: "BRIDGEPEER", Channel: { } c } => new CallSignal.AgentConnected(c.Id, linkedId),
        ChannelDestroyed d => new CallSignal.ChannelGone(d.Channel.Id, linkedId),
        _ => null,
    };
}
