namespace Orchestrator.Asterisk.Ari;

/// <summary>How asking for a channel ended. Never tried twice by this library.</summary>
public abstract record OriginateResult
{
    private OriginateResult()
    {
    }

    public sealed record Created(AriChannel Channel) : OriginateResult;

    /// <summary>409: a channel with this id lived when we asked. An earlier request of ours got through.</summary>
    public sealed record AlreadyExists : OriginateResult
    {
        internal static AlreadyExists Instance { get; } = new();
    }

    /// <summary>No channel was made. An unknown or unregistered endpoint is status 500 "Allocation failed".</summary>
    public sealed record Refused(int Status, string Message) : OriginateResult;

    /// <summary>Nothing was sent: no connection, no event socket for this application, or REST is known to hang. Safe to try again later.</summary>
    public sealed record NotSent(string Reason) : OriginateResult;

    /// <summary>Sent, and no answer: the phone may be ringing. Ask <see cref="AriChannels.GetAsync"/> for the id before anything else.</summary>
    public sealed record Unknown(string Reason) : OriginateResult;
}
