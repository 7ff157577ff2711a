using NodaTime;
using Orchestrator.Storage;

namespace Orchestrator.Access;

/// <summary>What can be done to accounts. Every change is audited; who loses rights is signed out.</summary>
public sealed class Accounts(Database database)
{
    public Task<AccountChange> AddAsync(string name, AccountRole role, string password, Actor actor, CancellationToken cancel)
    {
        if (Passwords.Fault(password, name) is { } fault)
        {
            return Task.FromResult<AccountChange>(new AccountChange.Refused(fault));
        }

        var hash = Passwords.Hash(password);
        return database.InTransactionAsync<AccountChange>(
            async tx =>
            {
                if (await tx.AddAccountAsync(name, role, hash) is null)
                {
                    return new AccountChange.Refused($"There is a user called '{name}' already.");
                }

                await tx.AuditAsync(actor, "account.add", name, after: new { role });
                return new AccountChange.Done();
            },
            cancel);
    }

    public Task<AccountChange> SetPasswordAsync(string name, string password, Actor actor, CancellationToken cancel)
    {
        if (Passwords.Fault(password, name) is { } fault)
        {
            return Task.FromResult<AccountChange>(new AccountChange.Refused(fault));
        }

        var hash = Passwords.Hash(password);
        return ChangeAsync(
            name,
            async (tx, account) =>
            {
                await tx.SetPasswordAsync(account.Id, hash);
                await tx.EndSessionsAsync(account.Id, "the password was changed");
                await tx.AuditAsync(actor, "account.password", name);
                return new AccountChange.Done();
            },
            cancel);
    }

    public Task<AccountChange> SetRoleAsync(string name, AccountRole role, Actor actor, CancellationToken cancel) => ChangeAsync(
        name,
        async (tx, account) =>
        {
            if (!await tx.SetRoleAsync(account.Id, role))
            {
                return LastAdministrator(name);
            }

            await tx.EndSessionsAsync(account.Id, "the role was changed");
            await tx.AuditAsync(actor, "account.role", name, new { role = account.AccountRole }, new { role });
            return new AccountChange.Done();
        },
        cancel);

    public Task<AccountChange> DisableAsync(string name, Actor actor, CancellationToken cancel) => ChangeAsync(
        name,
        async (tx, account) =>
        {
            if (account.DisabledAt is not null)
            {
                return new AccountChange.Refused($"'{name}' is out of use already.");
            }

            if (!await tx.DisableAccountAsync(account.Id))
            {
                return LastAdministrator(name);
            }

            await tx.EndSessionsAsync(account.Id, "the account was taken out of use");
            await tx.AuditAsync(actor, "account.disable", name);
            return new AccountChange.Done();
        },
        cancel);

    public Task<AccountChange> EnableAsync(string name, Actor actor, CancellationToken cancel) => ChangeAsync(
        name,
        async (tx, account) =>
        {
            await tx.EnableAccountAsync(account.Id);
            await tx.AuditAsync(actor, "account.enable", name);
            return new AccountChange.Done();
        },
        cancel);

    public Task<AccountChange> SignOutEverywhereAsync(string name, Actor actor, CancellationToken cancel) => ChangeAsync(
        name,
        async (tx, account) =>
        {
            var ended = await tx.EndSessionsAsync(account.Id, $"ended by {actor.Name}");
            await tx.AuditAsync(actor, "account.sign_out", name, after: new { ended });
            return new AccountChange.Done();
        },
        cancel);

    private Task<AccountChange> ChangeAsync(string name, Func<Transaction, AccountRow, Task<AccountChange>> change, CancellationToken cancel) =>
        database.InTransactionAsync(
            async tx =>
            {
                await tx.LockAdministratorsAsync();
                return await tx.LockAccountAsync(name) is { } account ? await change(tx, account) : new AccountChange.Refused($"There is no user called '{name}'.");
            },
            cancel);

    private static AccountChange.Refused LastAdministrator(string name) =>
        new($"'{name}' is the only administrator. Make another one first.");
}

/// <summary>What came of a wish to change an account: a closed set.</summary>
public abstract record AccountChange
{
    private AccountChange()
    {
    }

    public sealed record Done : AccountChange;

    /// <summary>Nothing was changed; the reason is for people.</summary>
    public sealed record Refused(string Why) : AccountChange;
}
