using NodaTime;
using Orchestrator.Access;
using Orchestrator.Core;

namespace Orchestrator.Storage;

/// <summary>Reads and writes <c>account_session</c>. Knows hashes only.</summary>
public static class SessionStore
{
    /// <summary>Longest text of an address or a browser that is kept.</summary>
    private const int LongestText = 200;

    public static Task<Guid> StartSessionAsync(this Transaction tx, byte[] keyHash, Guid accountId, Duration lasts, string? address, string? agent) =>
        tx.GetAsync<Guid>(
            """
            insert into account_session (id, key_hash, account_id, expires_at, address, agent)
            values (gen_random_uuid(), @keyHash, @accountId, @until, left(@address, @LongestText), left(@agent, @LongestText)) returning id
            """,
            new { keyHash, accountId, until = tx.Now + lasts, address, agent, LongestText });

    /// <summary>The live session of that key with its account as it is now; null when it ended, expired, or the account was taken out of use.</summary>
    public static Task<SessionRow?> FindSessionAsync(this Transaction tx, byte[] keyHash) =>
        tx.FindAsync<SessionRow>(
            """
            select s.id, s.account_id, s.started_at, s.seen_at, s.expires_at, a.name, a.role, a.language
            from account_session s join account a on a.id = s.account_id
            where s.key_hash = @keyHash and s.ended_at is null and s.expires_at > now() and a.disabled_at is null
            """,
            new { keyHash });

    /// <summary>Which of these sessions still are.</summary>
    public static Task<IReadOnlyList<Guid>> LiveSessionsAsync(this Transaction tx, Guid[] ids) =>
        tx.ListAsync<Guid>(
            """
            select s.id from account_session s join account a on a.id = s.account_id
            where s.id = any(@ids) and s.ended_at is null and s.expires_at > now() and a.disabled_at is null
            """,
            new { ids });

    /// <summary>Notes that a session is in use, and lets it live on.</summary>
    public static Task TouchSessionAsync(this Transaction tx, Guid id, Instant expiresAt) =>
        tx.ExecuteAsync("update account_session set seen_at = now(), expires_at = @expiresAt where id = @id and ended_at is null", new { id, expiresAt });

    /// <returns>How many were ended.</returns>
    public static Task<int> EndSessionAsync(this Transaction tx, byte[] keyHash, string why) =>
        tx.ExecuteAsync("update account_session set ended_at = now(), ended_why = @why where key_hash = @keyHash and ended_at is null", new { keyHash, why });

    public static Task<int> EndSessionsAsync(this Transaction tx, Guid accountId, string why) =>
        tx.ExecuteAsync("update account_session set ended_at = now(), ended_why = @why where account_id = @accountId and ended_at is null", new { accountId, why });

    /// <summary>Live sessions, the latest used first.</summary>
    public static Task<IReadOnlyList<LiveSession>> ListSessionsAsync(this Transaction tx) =>
        tx.ListAsync<LiveSession>(
            """
            select s.id, a.name, s.started_at, s.seen_at, s.expires_at, s.address, s.agent
            from account_session s join account a on a.id = s.account_id where s.ended_at is null and s.expires_at > now() order by s.seen_at desc limit 500
            """);
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

    public required string Role { get; init; }

    public string? Language { get; init; }

    public AccountRole AccountRole => Words.Parse<AccountRole>(Role);
}

/// <summary>A live session, for the list of them.</summary>
public sealed class LiveSession
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public Instant StartedAt { get; init; }

    public Instant SeenAt { get; init; }

    public Instant ExpiresAt { get; init; }

    public string? Address { get; init; }

    public string? Agent { get; init; }
}
