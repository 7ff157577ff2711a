namespace Orchestrator.Asterisk.Ami;

/// <summary>
/// What the stream tells, in order. <c>Connected</c> opens an epoch, <c>Gap</c> closes it, events lie between.
/// After <c>Connected</c> the consumer takes a snapshot (QueueStatus, CoreShowChannels) while events go on being buffered.
/// </summary>
public abstract record AmiSignal
{
    private AmiSignal(long epoch) => Epoch = epoch;

    /// <summary>Counts the logins of this client, from 1.</summary>
    public long Epoch { get; }

    /// <param name="Epoch">The epoch that begins.</param>
    /// <param name="Banner">As sent, such as "Asterisk Call Manager/9.0.0"; Asterisk's own version is in the answer to CoreSettings.</param>
    public sealed record Connected(long Epoch, string Banner) : AmiSignal(Epoch);

    /// <param name="Epoch">The epoch that ended.</param>
    /// <param name="Detail">For people.</param>
    /// <param name="HeardUntil">When the last bytes came. A link that broke in silence was deaf from then on.</param>
    public sealed record Gap(long Epoch, GapReason Reason, string Detail, DateTimeOffset HeardUntil) : AmiSignal(Epoch);

    /// <summary>Events before this one were refused, because a caller's number broke into them: a snapshot tells what they would have.</summary>
    public sealed record Refused(long Epoch) : AmiSignal(Epoch);

    public sealed record Event(long Epoch, AmiMessage Message) : AmiSignal(Epoch);
}
