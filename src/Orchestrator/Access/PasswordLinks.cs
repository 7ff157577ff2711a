using NodaTime;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Access;

/// <summary>
/// One-time links with which users set their own passwords: nobody else, not even the administrator, ever knows one.
/// </summary>
public sealed class PasswordLinks(Database database)
{
    public const string Path = "/password";

    public static readonly Duration Lasts = Duration.FromHours(24);

    /// <summary>Adds a user, who cannot sign in until the link was used.</summary>
    public Task<AccountChange> InviteAsync(string name, AccountRole role, Actor actor, CancellationToken cancel)
    {
        var nobodysPassword = Passwords.Hash(AccessKey.New());
        return database.InTransactionAsync<AccountChange>(
            async tx =>
            {
                if (await tx.Accounts.AddAsync(name, role, nobodysPassword) is not { } id)
                {
                    return new AccountChange.Refused(AccountFault.NameTaken, name);
                }

                await tx.Audit.AddAsync(actor, "account.add", name, after: new { role });
                return await NewAsync(tx, id, actor);
            },
            cancel);
    }

    /// <summary>Makes the present password useless, ends the sessions, and gives a link.</summary>
    public Task<AccountChange> ResetAsync(string name, Actor actor, CancellationToken cancel)
    {
        var nobodysPassword = Passwords.Hash(AccessKey.New());
        return database.InTransactionAsync<AccountChange>(
            async tx =>
            {
                if (await tx.Accounts.LockAsync(name) is not { } account)
                {
                    return new AccountChange.Refused(AccountFault.NoSuchUser, name);
                }

                await tx.Accounts.SetPasswordAsync(account.Id, nobodysPassword);
                var ended = await tx.Sessions.EndAllAsync(account.Id, $"the password was reset by {actor.Name}");
                await tx.Audit.AddAsync(actor, "account.password_reset", name, after: new { ended });
                return await NewAsync(tx, account.Id, actor);
            },
            cancel);
    }

    /// <summary>Whose password a link sets; null when it would not work.</summary>
    public Task<string?> FindAsync(string key, CancellationToken cancel) => database.InTransactionAsync(tx => tx.PasswordLinks.FindAsync(AccessKey.Hash(key)), cancel);

    /// <summary>Uses the link up and sets the password.</summary>
    public async Task<AccountChange> UseAsync(string key, string password, string? address, CancellationToken cancel)
    {
        if (await FindAsync(key, cancel) is not { } name)
        {
            return new AccountChange.Refused(AccountFault.LinkIsNoGood, "");
        }

        if (Passwords.Fault(password, name) is { } fault)
        {
            return new AccountChange.Refused(fault, name);
        }

        var hash = Passwords.Hash(password);
        return await database.InTransactionAsync<AccountChange>(
            async tx =>
            {
                if (await tx.Accounts.LockAsync(name) is not { DisabledAt: null } account || !await tx.PasswordLinks.UseAsync(AccessKey.Hash(key)))
                {
                    return new AccountChange.Refused(AccountFault.LinkIsNoGood, name);
                }

                await tx.Accounts.SetPasswordAsync(account.Id, hash);
                await tx.Sessions.EndAllAsync(account.Id, "the password was set anew");
                await tx.Audit.AddAsync(Actor.OneTimeLink(address), "account.password", name);
                return new AccountChange.Done();
            },
            cancel);
    }

    private static async Task<AccountChange> NewAsync(Transaction tx, Guid accountId, Actor actor)
    {
        var key = AccessKey.New();
        await tx.PasswordLinks.AddAsync(AccessKey.Hash(key), accountId, tx.Now + Lasts, actor.Name);
        return new AccountChange.Link(key);
    }
}
