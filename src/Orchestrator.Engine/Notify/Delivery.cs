using NodaTime;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Notify;

/// <summary>What came of one try to deliver a notice: a closed set.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    public sealed record Done : Delivery;

    /// <summary>It may work later.</summary>
    /// <param name="Why">For people. A mail server's own words may be in it; no secret.</param>
    /// <param name="NotBefore">What the receiver asked for, or null.</param>
    public sealed record Failed(string Why, Duration? NotBefore = null) : Delivery;

    /// <summary>The receiver does not want it, now or ever.</summary>
    /// <param name="Why">For people.</param>
    public sealed record Refused(string Why) : Delivery;
}

/// <summary>Carries notices of one channel. Expected failures are values; only a cancellation is thrown.</summary>
public interface INoticeCarrier
{
    NoticeChannel Channel { get; }

    /// <summary>Whether the configuration has what it needs. Without it notices stay pending.</summary>
    bool IsConfigured { get; }

    Task<Delivery> DeliverAsync(NoticeRow notice, CancellationToken cancel);
}
