using NodaTime;
using Orchestrator.Core.Cases;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads missed calls to be compared with Asterisk's own books.</summary>
public sealed class AuditedCalls(Transaction tx)
{
    public Task<IReadOnlyList<BookedCall>> ListAsync(string pbx, Instant from, Instant until) =>
        tx.ListAsync<BookedCall>(
            "select uniqueid as unique_id, call_id, at, reason, queue, caller_number, waited_seconds, position from missed_call where pbx = @pbx and at >= @from and at < @until order by at, id",
            new { pbx, from, until });
}

/// <summary>A missed call in our books, as far as queue_log can say something of it.</summary>
public sealed class BookedCall
{
    public required string UniqueId { get; init; }

    public required string CallId { get; init; }

    public Instant At { get; init; }

    public MissReason Reason { get; init; }

    public string? Queue { get; init; }

    public string? CallerNumber { get; init; }

    public double? WaitedSeconds { get; init; }

    public int? Position { get; init; }
}
