using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Orchestrator.Access;

/// <summary>Hashes passwords (PBKDF2 with HMAC-SHA512, as ASP.NET Core Identity does it) and says what a password must be.</summary>
public static class Passwords
{
    /// <summary>Length alone makes a password strong (NIST SP 800-63B); no rules of composition.</summary>
    public const int Shortest = 12;

    public const int Longest = 200;

    /// <summary>Shorter names are in most passwords by chance.</summary>
    private const int ShortestTellingName = 3;

    /// <summary>As OWASP advises for PBKDF2-HMAC-SHA512.</summary>
    private const int Iterations = 210_000;

    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private static readonly object Nobody = new();

    /// <summary>Checked for names that do not exist, so that the answer takes as long as for one that does.</summary>
    private static readonly string Decoy = Hash(AccessKey.New());

    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <param name="hash">The account's, or null when there is no such account: then the answer is no, after the same time.</param>
    /// <param name="password">What was typed.</param>
    public static bool Fits(string? hash, string password) =>
        Hasher.VerifyHashedPassword(Nobody, hash ?? Decoy, password) != PasswordVerificationResult.Failed && hash is not null;

    /// <summary>What is wrong with a new password; null when nothing is.</summary>
    public static AccountFault? Fault(string password, string name) => password switch
    {
        { Length: < Shortest } => AccountFault.PasswordTooShort,
        { Length: > Longest } => AccountFault.PasswordTooLong,
        _ when name.Length >= ShortestTellingName && password.Contains(name, StringComparison.OrdinalIgnoreCase) => AccountFault.PasswordHasName,
        _ when password.Distinct().Count() < 5 => AccountFault.PasswordRepeats,
        _ => null,
    };
}
