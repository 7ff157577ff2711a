using NodaTime;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Access;

/// <summary>The one-time link with which the first administrator is made, while there is none.</summary>
public sealed class FirstAdministrator(Database database)
{
    public const string Path = "/setup";

    private static readonly Duration Lasts = Duration.FromHours(24);

    /// <summary>The key of a new link; null when there is an administrator already. Earlier links stop working.</summary>
    public Task<string?> NewLinkAsync(CancellationToken cancel) => database.InTransactionAsync(
        async tx =>
        {
            if (!await tx.Accounts.HasNoAdministratorAsync())
            {
                return null;
            }

            var key = AccessKey.New();
            await tx.SetupLinks.AddAsync(AccessKey.Hash(key), tx.Now + Lasts);
            return key;
        },
        cancel);

    /// <summary>Whether a link would work.</summary>
    public Task<bool> IsGoodAsync(string key, CancellationToken cancel) => database.InTransactionAsync(tx => IsGoodAsync(tx, key), cancel);

    /// <summary>Uses the link up and makes the administrator.</summary>
    public Task<AccountChange> UseAsync(string key, string name, string password, string? address, CancellationToken cancel)
    {
        if (Passwords.Fault(password, name) is { } fault)
        {
            return Task.FromResult<AccountChange>(new AccountChange.Refused(fault, name));
        }

        var hash = Passwords.Hash(password);
        return database.InTransactionAsync<AccountChange>(
            async tx =>
            {
                if (!await IsGoodAsync(tx, key))
                {
                    return new AccountChange.Refused(AccountFault.LinkIsNoGood, name);
                }

                if (await tx.Accounts.AddAsync(name, AccountRole.Administrator, hash) is null)
                {
                    return new AccountChange.Refused(AccountFault.NameTaken, name);
                }

                await tx.SetupLinks.UseAsync(AccessKey.Hash(key));
                await tx.Audit.AddAsync(Actor.OneTimeLink(address), "account.add", name, after: new { role = AccountRole.Administrator });
                return new AccountChange.Done();
            },
            cancel);
    }

    private static async Task<bool> IsGoodAsync(Transaction tx, string key) =>
        await tx.SetupLinks.IsGoodAsync(AccessKey.Hash(key)) && await tx.Accounts.HasNoAdministratorAsync();
}
