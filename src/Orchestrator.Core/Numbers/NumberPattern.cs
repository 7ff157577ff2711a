namespace Orchestrator.Core.Numbers;

/// <summary>A number, a prefix with a trailing <c>*</c>, or a region: <c>+74951234567</c>, <c>+7803*</c>, <c>RU</c>.</summary>
public sealed record NumberPattern(string Text)
{
    /// <summary>The region's ISO 3166 code; null when it is none.</summary>
    public string? Region => Text is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? Text : null;

    /// <summary>What numbers begin with; null when it is no prefix.</summary>
    public string? Prefix => Text is [.. var prefix, '*'] ? prefix : null;

    public bool Matches(PhoneNumber number) => Region is { } region ? NumberFacts.IsOf(number, region)
        : Prefix is { } prefix ? number.E164.StartsWith(prefix, StringComparison.Ordinal)
        : number.E164 == Text;
}
