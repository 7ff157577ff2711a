using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads and writes <c>account_session</c>. Knows hashes only.</summary>
public sealed class SessionStore(Transaction tx)
{
    /// <summary>Longest text of an address or a browser that is kept.</summary>
    private const int LongestText = 200;

    public Task<Guid> StartAsync(byte[] keyHash, Guid accountId, Duration lasts, string? address, string? agent) =>
        tx.GetAsync<Guid>(
            """
            insert into account_session (id, key_hash, account_id, expires_at, address, agent)
            values (gen_random_uuid(), @keyHash, @accountId, @until, left(@address, @LongestText), left(@agent, @LongestText)) returning id
            """,
            new { keyHash, accountId, until = tx.Now + lasts, address, agent, LongestText });

    /// <summary>The live session of that key with its account as it is now; null when it ended, expired, or the account was taken out of use.</summary>
    public Task<SessionRow?> FindAsync(byte[] keyHash) =>
        tx.FindAsync<SessionRow>(
            """
            select s.id, s.account_id, s.started_at, s.seen_at, s.expires_at, a.name, a.role
            from account_session s join account a on a.id = s.account_id
            where s.key_hash = @keyHash and s.ended_at is null and s.expires_at > now() and a.disabled_at is null
            """,
            new { keyHash });

    /// <summary>Which of these sessions still are.</summary>
    public Task<IReadOnlyList<Guid>> LiveAsync(Guid[] ids) =>
        tx.ListAsync<Guid>(
            """
            select s.id from account_session s join account a on a.id = s.account_id
            where s.id = any(@ids) and s.ended_at is null and s.expires_at > now() and a.disabled_at is null
            """,
            new { ids });

    /// <summary>Notes that a session is in use, and lets it live on.</summary>
    public Task TouchAsync(Guid id, Instant expiresAt) =>
        tx.ExecuteAsync("update account_session set seen_at = now(), expires_at = @expiresAt where id = @id and ended_at is null", new { id, expiresAt });

    /// <returns>How many were ended.</returns>
    public Task<int> EndAsync(byte[] keyHash, string why) =>
        tx.ExecuteAsync("update account_session set ended_at = now(), ended_why = @why where key_hash = @keyHash and ended_at is null", new { keyHash, why });

    /// <summary>Ends a session by its id.</summary>
    /// <param name="owner">The name of the account that it must be of; null: any.</param>
    /// <param name="why">Kept with it.</param>
    /// <returns>Whose it was; null when there is no such live session.</returns>
    public Task<string?> EndAsync(Guid id, string? owner, string why) =>
        tx.FindAsync<string>(
            """
            update account_session s set ended_at = now(), ended_why = @why from account a
            where s.id = @id and s.ended_at is null and a.id = s.account_id and (@owner::text is null or a.name = @owner) returning a.name
            """,
            new { id, owner, why });

    /// <param name="why">Kept with them.</param>
    /// <param name="except">One that lives on.</param>
    /// <returns>How many were ended.</returns>
    public Task<int> EndAllAsync(Guid accountId, string why, Guid? except = null) =>
        tx.ExecuteAsync(
            "update account_session set ended_at = now(), ended_why = @why where account_id = @accountId and ended_at is null and id is distinct from @except",
            new { accountId, why, except });

    /// <summary>The live sessions of an account, the latest used first.</summary>
    public Task<IReadOnlyList<LiveSession>> ListAsync(string name) =>
        tx.ListAsync<LiveSession>(
            """
            select s.id, s.started_at, s.seen_at, s.expires_at, s.address, s.agent
            from account_session s join account a on a.id = s.account_id where a.name = @name and s.ended_at is null and s.expires_at > now() order by s.seen_at desc limit 200
            """,
            new { name });
}

/// <summary>A live session and whose it is.</summary>
public sealed class SessionRow
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public Instant StartedAt { get; init; }

    public Instant SeenAt { get; init; }

    public Instant ExpiresAt { get; init; }

    public required string Name { get; init; }

    public AccountRole Role { get; init; }
}

/// <summary>A live session of somebody.</summary>
public sealed class LiveSession
{
    public Guid Id { get; init; }

    public Instant StartedAt { get; init; }

    public Instant SeenAt { get; init; }

    public Instant ExpiresAt { get; init; }

    public string? Address { get; init; }

    public string? Agent { get; init; }
}
