namespace Orchestrator.Asterisk.Ari;

/// <summary>How a command to a channel, bridge or playback ended. All of these are to be expected; none is an exception.</summary>
public abstract record AriResult
{
    private AriResult()
    {
    }

    public bool IsDone => this is Done;

    public sealed record Done : AriResult
    {
        internal static Done Instance { get; } = new();
    }

    /// <summary>404: the channel or bridge does not exist (any more).</summary>
    public sealed record Gone(string Message) : AriResult;

    /// <summary>Asterisk said no: 409 (not in Stasis, wrong state), 400, 412, 422, 500, 401, …</summary>
    public sealed record Refused(int Status, string Message) : AriResult;

    /// <summary>Not sent: there was no connection to send it on, or REST was known to hang.</summary>
    public sealed record NotSent(string Reason) : AriResult;

    /// <summary>Sent, and no answer: it may have happened. Look before trying again.</summary>
    public sealed record Unknown(string Reason) : AriResult;
}
