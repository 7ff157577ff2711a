namespace Orchestrator.Engine.Storage;

/// <summary>Locks of Postgres for what is no row.</summary>
internal static class AdvisoryLock
{
    /// <summary>Waits for it; it is let go when the transaction ends.</summary>
    public static Task LockAsync(this Transaction tx, string name) => tx.ListAsync<bool>("select pg_advisory_xact_lock(hashtextextended(@name, 0)) is null", new { name });
}
