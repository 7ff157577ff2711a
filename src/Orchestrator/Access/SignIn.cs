using NodaTime;
using Orchestrator.Storage;

namespace Orchestrator.Access;

/// <summary>Checks a name and a password.</summary>
public sealed class SignIn(Database database)
{
    /// <param name="name">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="address">Where the wish comes from.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<SignInAnswer> TryAsync(string? name, string password, string? address, CancellationToken cancel)
    {
        var known = AccountName.Read(name);
        var account = known is null ? null : await database.InTransactionAsync(tx => tx.LockAccountAsync(known), cancel);

        // Slow on purpose, and outside of any transaction.
        var fits = password.Length <= Passwords.Longest && Passwords.Fits(account?.PasswordHash, password);
        return account is null
            ? new SignInAnswer.Refused()
            : await database.InTransactionAsync(tx => DecideAsync(tx, account, fits, address), cancel);
    }

    private static async Task<SignInAnswer> DecideAsync(Transaction tx, AccountRow checkedAccount, bool fits, string? address)
    {
        var account = await tx.LockAccountAsync(checkedAccount.Name);
        var actor = new Actor($"user {checkedAccount.Name}", address);
        if (account is null || account.DisabledAt is not null || account.PasswordHash != checkedAccount.PasswordHash)
        {
            return new SignInAnswer.Refused();
        }

        if (account.LockedUntil > tx.Now)
        {
            return new SignInAnswer.Locked(account.LockedUntil.Value - tx.Now); // a right guess does not shorten it either
        }

        if (!fits)
        {
            var failures = account.Failures + 1;
            var locks = SignInRule.LockAfter(failures);
            await tx.SignInFailedAsync(account.Id, failures, locks is null ? null : tx.Now + locks.Value);
            await tx.AuditAsync(actor, "sign_in.failed", account.Name, after: new { failures });
            return locks is null ? new SignInAnswer.Refused() : new SignInAnswer.Locked(locks.Value);
        }

        await tx.SignedInAsync(account.Id);
        await tx.AuditAsync(actor, "sign_in", account.Name);
        return new SignInAnswer.Welcome(account);
    }
}

/// <summary>What came of an attempt to sign in: a closed set.</summary>
public abstract record SignInAnswer
{
    private SignInAnswer()
    {
    }

    /// <summary>The password is right.</summary>
    public sealed record Welcome(AccountRow Account) : SignInAnswer;

    /// <summary>Name or password is wrong; which, is not told.</summary>
    public sealed record Refused : SignInAnswer;

    /// <summary>Too many wrong passwords.</summary>
    public sealed record Locked(Duration Left) : SignInAnswer;
}
