namespace Orchestrator.Storage;

/// <summary>Writes to <c>instance</c>.</summary>
public static class InstanceStore
{
    public static Task<int> RegisterInstanceAsync(this Transaction tx, string name) =>
        tx.ExecuteAsync(
            """
            insert into instance (name, boot, started_at, seen_at) values (@name, gen_random_uuid(), now(), now())
            on conflict (name) do update set boot = excluded.boot, started_at = now(), seen_at = now()
            """,
            new { name });

    public static Task<int> BeatAsync(this Transaction tx, string name) => tx.ExecuteAsync("update instance set seen_at = now() where name = @name", new { name });
}
