using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Pbx;

/// <summary>
/// The port to one PBX's call control. Every call has a time limit of its own and none throws for what a PBX does all day:
/// a channel that is gone, a playback that has ended, a link that is away.
/// </summary>
public interface ITelephony
{
    /// <summary>Events flow and commands are answered: originating makes sense. Asterisk would dial without us hearing of it otherwise.</summary>
    bool IsReady { get; }

    /// <summary>Rings an operator. The channel id is ours; a second request with it dials nobody.</summary>
    Task<MakeResult> RingOperatorAsync(string channel, string endpoint, string callerId, Duration limit, CancellationToken cancel);

    /// <summary>Makes the attempt's bridge and puts the operator into it, who shows as <paramref name="callerId"/> there.</summary>
    Task<bool> OpenBridgeAsync(string bridge, string operatorChannel, string? callerId, CancellationToken cancel);

    /// <summary>Makes the customer's channel without dialling it.</summary>
    Task<MakeResult> CreateCustomerAsync(string channel, string endpoint, CancellationToken cancel);

    /// <summary>Puts the customer's channel into the bridge, so that early media is heard, and dials it, showing <paramref name="callerId"/>.</summary>
    Task<MakeResult> DialCustomerAsync(string channel, string bridge, string? callerId, Duration limit, CancellationToken cancel);

    /// <summary>Takes the customer's channel out of its bridge and lets the PBX listen for an answering machine; what it heard comes as an event.</summary>
    /// <param name="channel">The customer's.</param>
    /// <param name="leavesMessage">A machine's own announcement is waited for.</param>
    /// <returns>Why it cannot, or null. Then nothing has changed.</returns>
    Task<string?> ScreenAsync(string channel, bool leavesMessage, CancellationToken cancel);

    /// <summary>Puts a channel into the bridge. One that is gone is fine: its end is told.</summary>
    /// <returns>False when that must be tried again.</returns>
    Task<bool> JoinAsync(string bridge, string channel, CancellationToken cancel);

    /// <summary>Makes a channel that hears both sides of the customer's; that it is ready comes as an event. It ends with the customer's.</summary>
    /// <returns>Why it cannot, or null.</returns>
    Task<Reason?> OpenRecorderAsync(string customerChannel, string recorder, CancellationToken cancel);

    /// <summary>Lets a recorder record into the PBX's spool, as WAV.</summary>
    /// <returns>Why it cannot, or null.</returns>
    Task<Reason?> RecordAsync(string recorder, string name, Duration limit, CancellationToken cancel);

    /// <summary>Plays to one channel; the end comes as an event with the playback's id.</summary>
    Task<bool> PlayAsync(string channel, IEnumerable<string> media, string playback, CancellationToken cancel);

    Task<bool> PlayToBridgeAsync(string bridge, IEnumerable<string> media, string playback, CancellationToken cancel);

    Task StopPlaybackAsync(string playback, CancellationToken cancel);

    /// <summary>Hangs up; a channel that is gone already is fine.</summary>
    /// <returns>False when the PBX could not be told: it may live on.</returns>
    Task<bool> HangUpAsync(string channel, CancellationToken cancel);

    /// <summary>Takes the bridge away once its channels have left; one that is gone is fine.</summary>
    /// <returns>False when the PBX could not be told.</returns>
    Task<bool> CloseBridgeAsync(string bridge, CancellationToken cancel);

    /// <summary>Takes over a channel that belonged to an instance that died, or at least its events where it cannot be moved yet.</summary>
    Task<bool> MoveHereAsync(string channel, CancellationToken cancel);

    /// <summary>The ids of every channel and bridge there; null when the PBX does not answer.</summary>
    Task<PbxObjects?> ListAsync(CancellationToken cancel);

    /// <summary>Which of these channels live, and how far they are; null when the PBX does not answer.</summary>
    Task<ImmutableDictionary<string, LegSight>?> LookAsync(IEnumerable<string> channels, CancellationToken cancel);
}

/// <summary>What is there on a PBX, ours or not.</summary>
public sealed record PbxObjects(IReadOnlyList<string> Channels, IReadOnlyList<string> Bridges);

/// <summary>What came of asking for a channel: a closed set.</summary>
public abstract record MakeResult
{
    private MakeResult()
    {
    }

    /// <summary>It lives, now or since an earlier request of ours; or nobody can tell yet, and its events or the time limit will.</summary>
    public sealed record Sent : MakeResult;

    /// <summary>There is no such channel, and nobody was dialled.</summary>
    public sealed record Refused(Reason Why) : MakeResult;

    /// <summary>The PBX could not be asked, which says nothing of the number or the phone.</summary>
    public sealed record Away(Reason Why) : MakeResult;
}
