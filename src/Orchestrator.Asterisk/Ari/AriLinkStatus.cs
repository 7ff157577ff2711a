namespace Orchestrator.Asterisk.Ari;

/// <summary>State of the link, for health pages.</summary>
public abstract record AriLinkStatus
{
    private AriLinkStatus()
    {
    }

    public sealed record Disconnected(DateTimeOffset Since, string Reason) : AriLinkStatus;

    public sealed record Connected(long Epoch, DateTimeOffset Since) : AriLinkStatus;

    /// <summary>The event socket lives, but REST does not answer: nothing can be dialled.</summary>
    public sealed record RestStuck(long Epoch, DateTimeOffset Since, string Reason) : AriLinkStatus;

    /// <summary>401 or 403; tried again after <see cref="AriOptions.AuthRetry"/>. A person has to look.</summary>
    public sealed record AuthenticationFailed(DateTimeOffset Since, string Reason) : AriLinkStatus;

    /// <summary>Another client has taken every application of ours; <see cref="AriClient.RunAsync"/> has returned.</summary>
    public sealed record Replaced(DateTimeOffset Since, string App) : AriLinkStatus;
}
