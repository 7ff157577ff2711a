using NodaTime;
using Orchestrator.Access;
using Orchestrator.Core;

namespace Orchestrator.Storage;

/// <summary>Reads and writes <c>account</c>.</summary>
public static class AccountStore
{
    private const string Columns =
        "id, name, role, password_hash, language, created_at, password_changed_at, last_signed_in_at, failures, locked_until, disabled_at";

    /// <summary>Adds an account, unless the name is taken.</summary>
    /// <returns>Its id; null when there is one of that name.</returns>
    public static Task<Guid?> AddAccountAsync(this Transaction tx, string name, AccountRole role, string passwordHash) =>
        tx.FindAsync<Guid?>(
            """
            insert into account (id, name, role, password_hash) values (gen_random_uuid(), @name, @role, @passwordHash)
            on conflict (name) do nothing returning id
            """,
            new { name, role = Words.Of(role), passwordHash });

    /// <summary>The account, locked for this transaction; null when there is none.</summary>
    public static Task<AccountRow?> LockAccountAsync(this Transaction tx, string name) =>
        tx.FindAsync<AccountRow>($"select {Columns} from account where name = @name for update", new { name });

    public static Task<IReadOnlyList<AccountRow>> ListAccountsAsync(this Transaction tx) =>
        tx.ListAsync<AccountRow>($"select {Columns} from account order by disabled_at nulls first, name");

    /// <summary>Whether nobody can administer: the first start.</summary>
    public static Task<bool> HasNoAdministratorAsync(this Transaction tx) =>
        tx.GetAsync<bool>("select not exists (select from account where role = 'administrator' and disabled_at is null)");

    public static Task SignedInAsync(this Transaction tx, Guid id) =>
        tx.ExecuteAsync("update account set failures = 0, locked_until = null, last_signed_in_at = now() where id = @id", new { id });

    public static Task SignInFailedAsync(this Transaction tx, Guid id, int failures, Instant? lockedUntil) =>
        tx.ExecuteAsync("update account set failures = @failures, locked_until = @lockedUntil where id = @id", new { id, failures, lockedUntil });

    public static Task SetPasswordAsync(this Transaction tx, Guid id, string passwordHash) =>
        tx.ExecuteAsync(
            "update account set password_hash = @passwordHash, password_changed_at = now(), failures = 0, locked_until = null where id = @id", new { id, passwordHash });

    /// <summary>Changes the role, unless that would leave nobody to administer.</summary>
    /// <returns>Whether it was changed.</returns>
    public static async Task<bool> SetRoleAsync(this Transaction tx, Guid id, AccountRole role) =>
        await tx.ExecuteAsync(
            $"update account set role = @role where id = @id and (@role = 'administrator' or {AnotherAdministrator})", new { id, role = Words.Of(role) }) == 1;

    /// <summary>Takes an account out of use, unless that would leave nobody to administer.</summary>
    /// <returns>Whether it was.</returns>
    public static async Task<bool> DisableAccountAsync(this Transaction tx, Guid id) =>
        await tx.ExecuteAsync($"update account set disabled_at = now() where id = @id and disabled_at is null and {AnotherAdministrator}", new { id }) == 1;

    public static Task EnableAccountAsync(this Transaction tx, Guid id) =>
        tx.ExecuteAsync("update account set disabled_at = null, failures = 0, locked_until = null where id = @id", new { id });

    public static Task SetLanguageAsync(this Transaction tx, Guid id, string language) =>
        tx.ExecuteAsync("update account set language = @language where id = @id", new { id, language });

    /// <summary>Changes of administrators go one after the other: two at once could each see the other as the one that is left.</summary>
    public static Task LockAdministratorsAsync(this Transaction tx) =>
        tx.ListAsync<Guid>("select id from account where role = 'administrator' order by id for update");

    private const string AnotherAdministrator =
        "(role <> 'administrator' or exists (select from account o where o.role = 'administrator' and o.disabled_at is null and o.id <> account.id))";
}

/// <summary>A row of <c>account</c>.</summary>
public sealed class AccountRow
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    public required string PasswordHash { get; init; }

    public string? Language { get; init; }

    public Instant CreatedAt { get; init; }

    public Instant PasswordChangedAt { get; init; }

    public Instant? LastSignedInAt { get; init; }

    public int Failures { get; init; }

    public Instant? LockedUntil { get; init; }

    public Instant? DisabledAt { get; init; }

    public AccountRole AccountRole => Words.Parse<AccountRole>(Role);
}
