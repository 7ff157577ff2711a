using NodaTime;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Access;

/// <summary>What can be done to accounts. Every change is audited; who loses rights is signed out.</summary>
public sealed class Accounts(Database database)
{
    public Task<AccountChange> AddAsync(string name, AccountRole role, string password, Actor actor, CancellationToken cancel)
    {
        if (Passwords.Fault(password, name) is { } fault)
        {
            return Task.FromResult<AccountChange>(new AccountChange.Refused(fault, name));
        }

        var hash = Passwords.Hash(password);
        return database.InTransactionAsync<AccountChange>(
            async tx =>
            {
                if (await tx.Accounts.AddAsync(name, role, hash) is null)
                {
                    return new AccountChange.Refused(AccountFault.NameTaken, name);
                }

                await tx.Audit.AddAsync(actor, "account.add", name, after: new { role });
                return new AccountChange.Done();
            },
            cancel);
    }

    public Task<AccountChange> SetPasswordAsync(string name, string password, Actor actor, CancellationToken cancel)
    {
        if (Passwords.Fault(password, name) is { } fault)
        {
            return Task.FromResult<AccountChange>(new AccountChange.Refused(fault, name));
        }

        var hash = Passwords.Hash(password);
        return ChangeAsync(
            name,
            async (tx, account) =>
            {
                await tx.Accounts.SetPasswordAsync(account.Id, hash);
                await tx.PasswordLinks.DropAsync(account.Id);
                await tx.Sessions.EndAllAsync(account.Id, "the password was changed");
                await tx.Audit.AddAsync(actor, "account.password", name);
                return new AccountChange.Done();
            },
            cancel);
    }

    /// <summary>A user's own change: it takes the present password. The other sessions end.</summary>
    public async Task<AccountChange> ChangePasswordAsync(string name, string present, string password, Guid? session, Actor actor, CancellationToken cancel)
    {
        if (Passwords.Fault(password, name) is { } fault)
        {
            return new AccountChange.Refused(fault, name);
        }

        // Slow on purpose, and outside of any transaction.
        var known = await database.InTransactionAsync(tx => tx.Accounts.LockAsync(name), cancel);
        var fits = present.Length <= Passwords.Longest && Passwords.Fits(known?.PasswordHash, present);
        var hash = Passwords.Hash(password);
        return await ChangeAsync(
            name,
            async (tx, account) =>
            {
                if (!fits || account.PasswordHash != known?.PasswordHash)
                {
                    await tx.Audit.AddAsync(actor, "account.password_failed", name);
                    return new AccountChange.Refused(AccountFault.WrongPassword, name);
                }

                await tx.Accounts.SetPasswordAsync(account.Id, hash);
                await tx.PasswordLinks.DropAsync(account.Id);
                var ended = await tx.Sessions.EndAllAsync(account.Id, "the password was changed", except: session);
                await tx.Audit.AddAsync(actor, "account.password", name, after: new { ended });
                return new AccountChange.Done();
            },
            cancel);
    }

    public Task<AccountChange> SetLanguageAsync(string name, string language, Actor actor, CancellationToken cancel) => ChangeAsync(
        name,
        async (tx, account) =>
        {
            if (account.Language != language)
            {
                await tx.Accounts.SetLanguageAsync(account.Id, language);
                await tx.Audit.AddAsync(actor, "account.language", name, new { account.Language }, new { language });
            }

            return new AccountChange.Done();
        },
        cancel);

    public Task<AccountChange> SetRoleAsync(string name, AccountRole role, Actor actor, CancellationToken cancel) => ChangeAsync(
        name,
        async (tx, account) =>
        {
            if (!await tx.Accounts.SetRoleAsync(account.Id, role))
            {
                return LastAdministrator(name);
            }

            await tx.Sessions.EndAllAsync(account.Id, "the role was changed");
            await tx.Audit.AddAsync(actor, "account.role", name, new { role = account.Role }, new { role });
            return new AccountChange.Done();
        },
        cancel);

    public Task<AccountChange> DisableAsync(string name, Actor actor, CancellationToken cancel) => ChangeAsync(
        name,
        async (tx, account) =>
        {
            if (account.DisabledAt is not null)
            {
                return new AccountChange.Refused(AccountFault.DisabledAlready, name);
            }

            if (!await tx.Accounts.DisableAsync(account.Id))
            {
                return LastAdministrator(name);
            }

            await tx.Sessions.EndAllAsync(account.Id, "the account was taken out of use");
            await tx.Audit.AddAsync(actor, "account.disable", name, new { disabled_at = (Instant?)null }, new { disabled_at = tx.Now });
            return new AccountChange.Done();
        },
        cancel);

    public Task<AccountChange> EnableAsync(string name, Actor actor, CancellationToken cancel) => ChangeAsync(
        name,
        async (tx, account) =>
        {
            await tx.Accounts.EnableAsync(account.Id);
            await tx.Audit.AddAsync(actor, "account.enable", name, new { account.DisabledAt, account.LockedUntil }, new { disabled_at = (Instant?)null, locked_until = (Instant?)null });
            return new AccountChange.Done();
        },
        cancel);

    public Task<AccountChange> SignOutEverywhereAsync(string name, Actor actor, CancellationToken cancel) => ChangeAsync(
        name,
        async (tx, account) =>
        {
            var ended = await tx.Sessions.EndAllAsync(account.Id, $"ended by {actor.Name}");
            await tx.Audit.AddAsync(actor, "account.sign_out", name, after: new { ended });
            return new AccountChange.Done();
        },
        cancel);

    /// <summary>Ends one session, whoever's.</summary>
    /// <param name="owner">Whose it must be; null: anybody's.</param>
    /// <returns>Whether there was such a live session.</returns>
    public Task<bool> EndSessionAsync(Guid id, string? owner, Actor actor, CancellationToken cancel) => database.InTransactionAsync(
        async tx =>
        {
            if (await tx.Sessions.EndAsync(id, owner, $"ended by {actor.Name}") is not { } name)
            {
                return false;
            }

            await tx.Audit.AddAsync(actor, "session.end", name, before: new { session = id });
            return true;
        },
        cancel);

    private Task<AccountChange> ChangeAsync(string name, Func<Transaction, AccountRow, Task<AccountChange>> change, CancellationToken cancel) =>
        database.InTransactionAsync(
            async tx =>
            {
                await tx.Accounts.LockAdministratorsAsync();
                return await tx.Accounts.LockAsync(name) is { } account ? await change(tx, account) : new AccountChange.Refused(AccountFault.NoSuchUser, name);
            },
            cancel);

    private static AccountChange.Refused LastAdministrator(string name) => new(AccountFault.LastAdministrator, name);
}
