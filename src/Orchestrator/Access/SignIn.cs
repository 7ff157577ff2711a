using NodaTime;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Access;

/// <summary>
/// Checks a name and a password. A name that nobody has, and one that was taken out of use, are answered as a wrong password is: in the same words,
/// after the same time, and slowed down alike.
/// </summary>
public sealed class SignIn(Database database)
{
    /// <summary>The target of a failure in the audit where nobody has the name. The name is not kept: it may be a password, typed too early.</summary>
    public const string UnknownName = "(unknown name)";

    /// <param name="name">As typed.</param>
    /// <param name="password">As typed.</param>
    public async Task<SignInAnswer> TryAsync(string? name, string password, string? address, CancellationToken cancel)
    {
        var typed = AccountName.Read(name);
        var account = await database.InTransactionAsync(tx => tx.Accounts.LockAsync(typed ?? ""), cancel);

        // Slow on purpose, and outside of any transaction.
        var fits = password.Length <= Passwords.Longest && Passwords.Fits(account?.PasswordHash, password);
        return await database.InTransactionAsync(
            tx => account is null ? FailAsync(tx, AccessKey.Hash(typed ?? name ?? ""), address) : DecideAsync(tx, account, fits, address), cancel);
    }

    private static async Task<SignInAnswer> DecideAsync(Transaction tx, AccountRow checkedAccount, bool fits, string? address)
    {
        var account = await tx.Accounts.LockAsync(checkedAccount.Name);
        var actor = Actor.User(checkedAccount.Name, address);
        if (account is null || account.PasswordHash != checkedAccount.PasswordHash)
        {
            return new SignInAnswer.Refused();
        }

        if (account.LockedUntil > tx.Now)
        {
            return new SignInAnswer.Locked(account.LockedUntil.Value - tx.Now); // a right guess does not shorten it either
        }

        if (!fits || account.DisabledAt is not null)
        {
            var failures = SignInRule.Failures(account.Failures, account.FailedAt, tx.Now);
            var locks = SignInRule.LockAfter(failures);
            await tx.Accounts.SignInFailedAsync(account.Id, failures, tx.Now + locks);
            await tx.Audit.AddAsync(actor, "sign_in.failed", account.Name, after: new { failures, disabled = account.DisabledAt is not null });
            return Answer(locks);
        }

        await tx.Accounts.SignedInAsync(account.Id);
        await tx.Audit.AddAsync(actor, "sign_in", account.Name);
        return new SignInAnswer.Welcome(account);
    }

    private static async Task<SignInAnswer> FailAsync(Transaction tx, byte[] name, string? address)
    {
        var known = await tx.UnknownNames.LockAsync(name);
        if (known?.LockedUntil > tx.Now)
        {
            return new SignInAnswer.Locked(known.LockedUntil.Value - tx.Now);
        }

        var failures = SignInRule.Failures(known?.Failures ?? 0, known?.FailedAt, tx.Now);
        var locks = SignInRule.LockAfter(failures);
        await tx.UnknownNames.FailedAsync(name, failures, tx.Now + locks, tx.Now - SignInRule.Forgotten);
        await tx.Audit.AddAsync(Actor.Somebody(address), "sign_in.failed", UnknownName, after: new { failures });
        return Answer(locks);
    }

    private static SignInAnswer Answer(Duration? locks) => locks is null ? new SignInAnswer.Refused() : new SignInAnswer.Locked(locks.Value);
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
