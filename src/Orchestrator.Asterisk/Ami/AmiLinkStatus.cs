namespace Orchestrator.Asterisk.Ami;

/// <summary>State of the link, for health pages.</summary>
public abstract record AmiLinkStatus
{
    private AmiLinkStatus()
    {
    }

    public sealed record Disconnected(DateTimeOffset Since, string Reason) : AmiLinkStatus;

    public sealed record Connected(long Epoch, DateTimeOffset Since) : AmiLinkStatus;

    /// <summary>The login was refused; tried again after <see cref="AmiOptions.AuthRetry"/>. A person has to look.</summary>
    public sealed record AuthenticationFailed(DateTimeOffset Since, string Reason) : AmiLinkStatus;
}
