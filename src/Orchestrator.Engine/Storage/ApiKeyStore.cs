using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads and writes <c>api_key</c>. Knows hashes only.</summary>
public sealed class ApiKeyStore(Transaction tx)
{
    private const string Columns = "id, name, scope, prefix, created_at, created_by, last_used_at, expires_at, revoked_at";

    /// <summary>Adds a key, unless a live one of that name exists.</summary>
    /// <returns>Whether it was added.</returns>
    public async Task<bool> AddAsync(string name, byte[] hash, ApiScope scope, string? prefix = null, Instant? expiresAt = null, string? createdBy = null) =>
        await tx.ExecuteAsync(
            """
            insert into api_key (id, name, hash, scope, prefix, expires_at, created_by) values (gen_random_uuid(), @name, @hash, @scope, @prefix, @expiresAt, @createdBy)
            on conflict (name) where revoked_at is null do nothing
            """,
            new { name, hash, scope, prefix, expiresAt, createdBy }) == 1;

    /// <summary>The key of that hash, neither revoked nor expired, or null. An index lookup by hash tells an attacker nothing of a key by its time.</summary>
    public Task<ApiKeyRow?> FindAsync(byte[] hash) =>
        tx.FindAsync<ApiKeyRow>($"select {Columns} from api_key where hash = @hash and revoked_at is null and (expires_at is null or expires_at > now())", new { hash });

    /// <summary>Notes that a key is in use, at most once a minute: reading must not mean writing.</summary>
    public async Task TouchAsync(ApiKeyRow key)
    {
        if (key.LastUsedAt is null || key.LastUsedAt < tx.Now - Duration.FromMinutes(1))
        {
            await tx.ExecuteAsync("update api_key set last_used_at = now() where id = @Id", new { key.Id });
        }
    }

    /// <summary>Which of these names are those of live keys.</summary>
    public Task<IReadOnlyList<string>> LiveAsync(string[] names) =>
        tx.ListAsync<string>("select name from api_key where name = any(@names) and revoked_at is null", new { names });

    /// <summary>All of them, live ones first.</summary>
    public Task<IReadOnlyList<ApiKeyRow>> ListAsync() =>
        tx.ListAsync<ApiKeyRow>($"select {Columns} from api_key order by revoked_at nulls first, name, created_at");

    /// <returns>The key of that name that was live; null when there was none.</returns>
    public Task<ApiKeyRow?> RevokeAsync(string name) =>
        tx.FindAsync<ApiKeyRow>($"update api_key set revoked_at = now() where name = @name and revoked_at is null returning {Columns}", new { name });
}

/// <summary>A row of <c>api_key</c>, without its hash.</summary>
public sealed class ApiKeyRow
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public ApiScope Scope { get; init; }

    /// <summary>How the key begins; null of keys that are older than this column.</summary>
    public string? Prefix { get; init; }

    public Instant CreatedAt { get; init; }

    public string? CreatedBy { get; init; }

    public Instant? LastUsedAt { get; init; }

    /// <summary>Null: never.</summary>
    public Instant? ExpiresAt { get; init; }

    public Instant? RevokedAt { get; init; }
}
