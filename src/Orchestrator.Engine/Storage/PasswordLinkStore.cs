using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads and writes <c>password_link</c>. Knows hashes only.</summary>
public sealed class PasswordLinkStore(Transaction tx)
{
    /// <summary>Adds a link; earlier ones of the account that were not used stop working.</summary>
    public Task AddAsync(byte[] hash, Guid accountId, Instant expiresAt, string createdBy) =>
        tx.ExecuteAsync(
            """
            delete from password_link where account_id = @accountId and used_at is null;
            insert into password_link (hash, account_id, expires_at, created_by) values (@hash, @accountId, @expiresAt, @createdBy)
            """,
            new { hash, accountId, expiresAt, createdBy });

    /// <summary>The name of the account whose password a link sets; null when it is used, too old, or the account is out of use.</summary>
    public Task<string?> FindAsync(byte[] hash) =>
        tx.FindAsync<string>(
            """
            select a.name from password_link l join account a on a.id = l.account_id
            where l.hash = @hash and l.used_at is null and l.expires_at > now() and a.disabled_at is null
            """,
            new { hash });

    /// <returns>Whether the link was still good.</returns>
    public async Task<bool> UseAsync(byte[] hash) =>
        await tx.ExecuteAsync("update password_link set used_at = now() where hash = @hash and used_at is null and expires_at > now()", new { hash }) == 1;

    /// <summary>Takes the links of an account out of use.</summary>
    public Task DropAsync(Guid accountId) =>
        tx.ExecuteAsync("delete from password_link where account_id = @accountId and used_at is null", new { accountId });
}
