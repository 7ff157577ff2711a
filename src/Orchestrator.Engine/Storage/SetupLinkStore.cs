using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads and writes <c>setup_link</c>: the links that make the first administrator. Knows hashes only.</summary>
public sealed class SetupLinkStore(Transaction tx)
{
    /// <summary>Adds a link; earlier ones that were not used stop working.</summary>
    public Task AddAsync(byte[] hash, Instant expiresAt) =>
        tx.ExecuteAsync("delete from setup_link where used_at is null; insert into setup_link (hash, expires_at) values (@hash, @expiresAt)", new { hash, expiresAt });

    /// <summary>Whether a link would work; locks it.</summary>
    public Task<bool> IsGoodAsync(byte[] hash) =>
        tx.GetAsync<bool>("select exists (select from setup_link where hash = @hash and used_at is null and expires_at > now() for update)", new { hash });

    public Task UseAsync(byte[] hash) => tx.ExecuteAsync("update setup_link set used_at = now() where hash = @hash", new { hash });
}
