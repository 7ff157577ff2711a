using NodaTime;

namespace Orchestrator.Storage;

/// <summary>Writes to <c>instance</c>.</summary>
public static class InstanceStore
{
    /// <summary>Notes that this instance starts.</summary>
    /// <returns>When any instance was last seen alive; null at the very first start.</returns>
    public static async Task<Instant?> RegisterInstanceAsync(this Transaction tx, string name)
    {
        var lastSeen = await tx.FindAsync<Instant?>("select seen_at from instance order by seen_at desc limit 1");
        await tx.ExecuteAsync(
            """
            insert into instance (name, boot, started_at, seen_at) values (@name, gen_random_uuid(), now(), now())
            on conflict (name) do update set boot = excluded.boot, started_at = now(), seen_at = now()
            """,
            new { name });
        return lastSeen;
    }

    public static Task<int> BeatAsync(this Transaction tx, string name) => tx.ExecuteAsync("update instance set seen_at = now() where name = @name", new { name });
}
