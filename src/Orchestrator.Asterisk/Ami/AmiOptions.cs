namespace Orchestrator.Asterisk.Ami;

/// <summary>Where an AMI is, who we are there, and how long anything may take.</summary>
public sealed record AmiOptions
{
    public required string Host { get; init; }

    public int Port { get; init; } = 5038;

    public required string User { get; init; }

    /// <summary>Never appears in logs, exceptions or <see cref="ToString"/>.</summary>
    public required string Secret { get; init; }

    public bool Tls { get; init; }

    /// <summary>
    /// SHA-256 of the server's certificate in hex. If set, exactly this certificate is accepted (self-signed ones are usual with AMI),
    /// and no other; if not, the certificate must be valid for <see cref="Host"/>.
    /// </summary>
    public string? TlsFingerprint { get; init; }

    /// <summary>TCP connect and TLS handshake together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the connect to the answer to Login, banner included.</summary>
    public TimeSpan LoginTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From sending an action to its response, or to the end of its list.</summary>
    public TimeSpan ActionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A ping not answered within this time ends the connection.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan ReconnectMin { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan ReconnectMax { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Pause after a refused login: wrong credentials do not mend themselves, and Asterisk may ban an eager client.</summary>
    public TimeSpan AuthRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Signals buffered for the consumer. When it is full the connection is given up with <see cref="GapReason.Overflow"/>.</summary>
    public int SignalCapacity { get; init; } = 65_536;

    /// <summary>Largest block (message) in bytes. A larger one is skipped and counted; the connection goes on.</summary>
    public int MaxBlock { get; init; } = 1 << 20;

    /// <summary>Largest line in bytes. A block with a longer one is skipped and counted; the connection goes on.</summary>
    public int MaxLine { get; init; } = 1 << 16;

    public override string ToString() => $"{User}@{Host}:{Port}{(Tls ? " (TLS)" : "")}";
}
