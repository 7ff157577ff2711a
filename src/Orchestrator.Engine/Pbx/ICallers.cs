using Orchestrator.Asterisk.Ari;

namespace Orchestrator.Engine.Pbx;

/// <summary>The port to the callers whom one PBX's dialplan hands over. Like <see cref="ITelephony"/> it throws for nothing that a PBX does all day.</summary>
public interface ICallers
{
    /// <summary>Has a channel's events told from now on, also when it is back in the dialplan.</summary>
    Task FollowAsync(string channel, CancellationToken cancel);

    /// <summary>Waits until the PBX can be asked, or no longer.</summary>
    Task WaitForLinkAsync(TimeSpan most, CancellationToken cancel);

    /// <summary>A channel's variable or function; null when it is empty, or the channel gone.</summary>
    Task<string?> VariableAsync(string channel, string name, CancellationToken cancel);

    /// <summary>Sends a caller on in the dialplan, behind the line that handed the call over.</summary>
    Task<GiveBack> GiveBackAsync(string channel, CancellationToken cancel);

    /// <summary>The callers who wait in the dialplan's application now.</summary>
    Task<CallersHere> LookAsync(CancellationToken cancel);

    /// <summary>The link is still the one of that connect.</summary>
    bool IsIn(long epoch);
}

/// <summary>What came of sending a caller on.</summary>
public enum GiveBack
{
    /// <summary>The dialplan has the call, now or since before.</summary>
    Done,

    /// <summary>The caller has hung up.</summary>
    Gone,

    /// <summary>The PBX could not be told.</summary>
    Away,
}

/// <summary>The callers who wait for us.</summary>
/// <param name="Hindrance">Why nobody knows; else null.</param>
public sealed record CallersHere(IReadOnlyList<CallerHere> Callers, string? Hindrance = null);

/// <param name="Arguments">Of the dialplan's <c>Stasis()</c>, behind the application's name.</param>
public sealed record CallerHere(AriChannel Channel, IReadOnlyList<string> Arguments);
