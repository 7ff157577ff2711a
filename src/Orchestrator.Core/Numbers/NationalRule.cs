namespace Orchestrator.Core.Numbers;

/// <summary>
/// Reads numbers without a plus that start with <paramref name="Starts"/> (null: with anything) and have <paramref name="Length"/> digits
/// (null: any count): <paramref name="Becomes"/> takes the place of <paramref name="Starts"/>.
/// </summary>
public sealed record NationalRule(string? Starts, int? Length, string Becomes)
{
    private string Prefix => Starts ?? "";

    /// <summary>The international form with its plus, or null when the rule does not fit.</summary>
    public string? Apply(string digits) =>
        (Length ?? digits.Length) == digits.Length && digits.StartsWith(Prefix, StringComparison.Ordinal)
            ? Becomes + digits[Prefix.Length..]
            : null;

    /// <summary>The form that this rule would have read as the number, or null.</summary>
    public string? Undo(PhoneNumber number)
    {
        if (!number.E164.StartsWith(Becomes, StringComparison.Ordinal))
        {
            return null;
        }

        var national = Prefix + number.E164[Becomes.Length..];
        return (Length ?? national.Length) == national.Length ? national : null;
    }
}
