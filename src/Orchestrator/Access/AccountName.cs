using System.Text.RegularExpressions;

namespace Orchestrator.Access;

/// <summary>A user's name: lower case, so that one person is one account.</summary>
public static partial class AccountName
{
    public const string Expected = "Give 1 to 64 letters a-z, digits, '.', '_', '@' and '-', beginning with a letter or digit";

    /// <summary>The name in its one form, or null when it cannot be one.</summary>
    public static string? Read(string? text)
    {
#pragma warning disable CA1308 // names are kept in lower case; nothing is compared across cultures
        var name = text?.Trim().ToLowerInvariant() ?? "";
#pragma warning restore CA1308
        return Form().IsMatch(name) ? name : null;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._@-]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Form();
}
