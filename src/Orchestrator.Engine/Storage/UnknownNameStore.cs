using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads and writes <c>unknown_name_failure</c>: wrong passwords for names that nobody has. Knows hashes only.</summary>
public sealed class UnknownNameStore(Transaction tx)
{
    /// <summary>What is known of a name, locked for this transaction; null when there was no failure of late.</summary>
    public Task<UnknownNameRow?> LockAsync(byte[] nameHash) =>
        tx.FindAsync<UnknownNameRow>("select failures, locked_until, failed_at from unknown_name_failure where name_hash = @nameHash for update", new { nameHash });

    /// <summary>Notes a failure, and forgets those that are older than <paramref name="forgotten"/>.</summary>
    public Task FailedAsync(byte[] nameHash, int failures, Instant? lockedUntil, Instant forgotten) =>
        tx.ExecuteAsync(
            """
            delete from unknown_name_failure where failed_at < @forgotten and name_hash <> @nameHash;
            insert into unknown_name_failure (name_hash, failures, locked_until, failed_at) values (@nameHash, @failures, @lockedUntil, now())
            on conflict (name_hash) do update set failures = excluded.failures, locked_until = excluded.locked_until, failed_at = excluded.failed_at
            """,
            new { nameHash, failures, lockedUntil, forgotten });
}

/// <summary>A row of <c>unknown_name_failure</c>.</summary>
public sealed class UnknownNameRow
{
    public int Failures { get; init; }

    public Instant? LockedUntil { get; init; }

    public Instant FailedAt { get; init; }
}
