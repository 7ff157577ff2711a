using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Writes to <c>instance</c>, and reads it.</summary>
public sealed class InstanceStore(Transaction tx)
{
    /// <summary>Notes that this instance starts.</summary>
    /// <returns>When any instance was last seen alive; null at the very first start.</returns>
    public async Task<Instant?> RegisterAsync(string name)
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

    public Task<int> BeatAsync(string name) => tx.ExecuteAsync("update instance set seen_at = now() where name = @name", new { name });

    /// <summary>An instance without a heartbeat for so long is taken for dead: three missed beats.</summary>
    private const int HeartbeatSeconds = 15;

    /// <summary>The instances of the last days, the latest heartbeat first.</summary>
    public Task<IReadOnlyList<InstanceView>> ListAsync() =>
        tx.ListAsync<InstanceView>(
            $"""
            select name, started_at, seen_at, seen_at > now() - make_interval(secs => {HeartbeatSeconds}) as alive,
                   (select count(*)::int from hangfire.job j join hangfire.state s on s.id = j.stateid
                    where j.statename = 'Processing' and starts_with(s.data ->> 'ServerId', lower(i.name) || ':')) as running_jobs,
                   (select count(*)::int from callback_attempt a where a.state <> 'ended' and a.instance = i.name) as running_attempts
            from instance i where seen_at > now() - interval '7 days' order by seen_at desc, name limit 100
            """);
}

/// <summary>A running orchestrator, or one that ran lately.</summary>
public sealed class InstanceView
{
    public required string Name { get; init; }

    public Instant StartedAt { get; init; }

    /// <summary>The latest heartbeat.</summary>
    public Instant SeenAt { get; init; }

    /// <summary>The heartbeat is fresh.</summary>
    public bool Alive { get; init; }

    /// <summary>Jobs whose case is due within seconds or waits for an operator.</summary>
    public int RunningJobs { get; init; }

    public int RunningAttempts { get; init; }
}
