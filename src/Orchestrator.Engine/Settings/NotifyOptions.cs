namespace Orchestrator.Engine.Settings;

/// <summary>What webhooks need.</summary>
public sealed class WebhookOptions
{
    /// <summary>Signs every request: <c>whsec_</c> and 24 to 64 random bytes as base64. Without it no webhook is sent.</summary>
    public string Secret { get; set; } = "";
}

/// <summary>The mail server that takes our mails. Without a host no mail is sent.</summary>
public sealed class SmtpOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>Empty: no login.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "";

    /// <summary>Of the mails: <c>en</c>, <c>ru</c>.</summary>
    public string Language { get; set; } = "en";

    /// <summary>False sends mails, and a password, readably over the network.</summary>
    public bool StartTls { get; set; } = true;
}
