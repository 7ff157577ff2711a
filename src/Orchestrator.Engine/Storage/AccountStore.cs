using NodaTime;
using Orchestrator.Core;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads and writes <c>account</c>.</summary>
public static class AccountStore
{
    private const string Columns =
        "id, name, role, password_hash, language, created_at, password_changed_at, last_signed_in_at, failures, failed_at, locked_until, disabled_at";

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

    /// <summary>The accounts as an administrator sees them.</summary>
    public static Task<IReadOnlyList<AccountOverview>> ListAccountOverviewsAsync(this Transaction tx) =>
        tx.ListAsync<AccountOverview>(
            $"""
            select {Columns},
                   (select count(*)::int from account_session s where s.account_id = account.id and s.ended_at is null and s.expires_at > now()) as sessions,
                   (select max(l.expires_at) from password_link l where l.account_id = account.id and l.used_at is null and l.expires_at > now()) as link_until
            from account order by disabled_at nulls first, name
            """);

    /// <summary>Whether nobody can administer: the first start.</summary>
    public static Task<bool> HasNoAdministratorAsync(this Transaction tx) =>
        tx.GetAsync<bool>("select not exists (select from account where role = 'administrator' and disabled_at is null)");

    public static Task SignedInAsync(this Transaction tx, Guid id) =>
        tx.ExecuteAsync("update account set failures = 0, locked_until = null, last_signed_in_at = now() where id = @id", new { id });

    public static Task SignInFailedAsync(this Transaction tx, Guid id, int failures, Instant? lockedUntil) =>
        tx.ExecuteAsync("update account set failures = @failures, failed_at = now(), locked_until = @lockedUntil where id = @id", new { id, failures, lockedUntil });

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
public class AccountRow
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    public required string PasswordHash { get; init; }

    public string? Language { get; init; }

    public Instant CreatedAt { get; init; }

    public Instant PasswordChangedAt { get; init; }

    public Instant? LastSignedInAt { get; init; }

    /// <summary>Wrong passwords since the last right one, or since a day without any.</summary>
    public int Failures { get; init; }

    /// <summary>Of the last one.</summary>
    public Instant? FailedAt { get; init; }

    public Instant? LockedUntil { get; init; }

    public Instant? DisabledAt { get; init; }

    public AccountRole AccountRole => Words.Parse<AccountRole>(Role);
}

/// <summary>An account with what is open for it.</summary>
public sealed class AccountOverview : AccountRow
{
    /// <summary>Live sessions.</summary>
    public int Sessions { get; init; }

    /// <summary>Until when a link can be used that sets the password; null without one.</summary>
    public Instant? LinkUntil { get; init; }
}
