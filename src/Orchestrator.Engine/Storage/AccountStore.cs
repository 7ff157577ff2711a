using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads and writes <c>account</c>.</summary>
public sealed class AccountStore(Transaction tx)
{
    private const string Columns =
        "id, name, role, password_hash, language, created_at, password_changed_at, last_signed_in_at, failures, failed_at, locked_until, disabled_at";

    /// <summary>Adds an account, unless the name is taken.</summary>
    /// <returns>Its id; null when there is one of that name.</returns>
    public Task<Guid?> AddAsync(string name, AccountRole role, string passwordHash) =>
        tx.FindAsync<Guid?>(
            """
            insert into account (id, name, role, password_hash) values (gen_random_uuid(), @name, @role, @passwordHash)
            on conflict (name) do nothing returning id
            """,
            new { name, role, passwordHash });

    /// <summary>The account, locked for this transaction; null when there is none.</summary>
    public Task<AccountRow?> LockAsync(string name) =>
        tx.FindAsync<AccountRow>($"select {Columns} from account where name = @name for update", new { name });

    public Task<IReadOnlyList<AccountRow>> ListAsync() =>
        tx.ListAsync<AccountRow>($"select {Columns} from account order by disabled_at nulls first, name");

    /// <summary>The accounts as an administrator sees them.</summary>
    public Task<IReadOnlyList<AccountOverview>> ListOverviewsAsync() =>
        tx.ListAsync<AccountOverview>(
            $"""
            select {Columns},
                   (select count(*)::int from account_session s where s.account_id = account.id and s.ended_at is null and s.expires_at > now()) as sessions,
                   (select max(l.expires_at) from password_link l where l.account_id = account.id and l.used_at is null and l.expires_at > now()) as link_until
            from account order by disabled_at nulls first, name
            """);

    /// <summary>Whether nobody can administer: the first start.</summary>
    public Task<bool> HasNoAdministratorAsync() =>
        tx.GetAsync<bool>("select not exists (select from account where role = 'administrator' and disabled_at is null)");

    public Task SignedInAsync(Guid id) =>
        tx.ExecuteAsync("update account set failures = 0, locked_until = null, last_signed_in_at = now() where id = @id", new { id });

    public Task SignInFailedAsync(Guid id, int failures, Instant? lockedUntil) =>
        tx.ExecuteAsync("update account set failures = @failures, failed_at = now(), locked_until = @lockedUntil where id = @id", new { id, failures, lockedUntil });

    public Task SetPasswordAsync(Guid id, string passwordHash) =>
        tx.ExecuteAsync(
            "update account set password_hash = @passwordHash, password_changed_at = now(), failures = 0, locked_until = null where id = @id", new { id, passwordHash });

    /// <summary>Changes the role, unless that would leave nobody to administer.</summary>
    /// <returns>Whether it was changed.</returns>
    public async Task<bool> SetRoleAsync(Guid id, AccountRole role) =>
        await tx.ExecuteAsync(
            $"update account set role = @role where id = @id and (@role = 'administrator' or {AnotherAdministrator})", new { id, role }) == 1;

    /// <summary>Takes an account out of use, unless that would leave nobody to administer.</summary>
    /// <returns>Whether it was.</returns>
    public async Task<bool> DisableAsync(Guid id) =>
        await tx.ExecuteAsync($"update account set disabled_at = now() where id = @id and disabled_at is null and {AnotherAdministrator}", new { id }) == 1;

    public Task EnableAsync(Guid id) =>
        tx.ExecuteAsync("update account set disabled_at = null, failures = 0, locked_until = null where id = @id", new { id });

    public Task SetLanguageAsync(Guid id, string language) =>
        tx.ExecuteAsync("update account set language = @language where id = @id", new { id, language });

    /// <summary>Changes of administrators go one after the other: two at once could each see the other as the one that is left.</summary>
    public Task LockAdministratorsAsync() =>
        tx.ListAsync<Guid>("select id from account where role = 'administrator' order by id for update");

    private const string AnotherAdministrator =
        "(role <> 'administrator' or exists (select from account o where o.role = 'administrator' and o.disabled_at is null and o.id <> account.id))";
}

/// <summary>A row of <c>account</c>.</summary>
public class AccountRow
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public AccountRole Role { get; init; }

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
}

/// <summary>An account with what is open for it.</summary>
public sealed class AccountOverview : AccountRow
{
    /// <summary>Live sessions.</summary>
    public int Sessions { get; init; }

    /// <summary>Until when a link can be used that sets the password; null without one.</summary>
    public Instant? LinkUntil { get; init; }
}
