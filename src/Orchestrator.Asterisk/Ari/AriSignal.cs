namespace Orchestrator.Asterisk.Ari;

/// <summary>
/// What the stream tells, in order. <c>Connected</c> opens an epoch, <c>Gap</c> closes it, events lie between.
/// After <c>Connected</c> the consumer takes a snapshot (applications, channels, bridges) while events go on being buffered.
/// </summary>
public abstract record AriSignal
{
    private AriSignal(long epoch) => Epoch = epoch;

    /// <summary>Counts the event sockets of this client, from 1.</summary>
    public long Epoch { get; }

    public sealed record Connected(long Epoch) : AriSignal(Epoch);

    /// <param name="Epoch">The epoch that ended.</param>
    /// <param name="Detail">For people.</param>
    public sealed record Gap(long Epoch, GapReason Reason, string Detail) : AriSignal(Epoch);

    public sealed record Event(long Epoch, AriEvent Message) : AriSignal(Epoch);
}
