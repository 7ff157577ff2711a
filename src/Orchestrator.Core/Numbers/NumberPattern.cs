namespace Orchestrator.Core.Numbers;

/// <summary>A number, or a prefix with a trailing <c>*</c>: <c>+74951234567</c>, <c>+7803*</c>.</summary>
public sealed record NumberPattern(string Text)
{
    public bool Matches(PhoneNumber number) => Text is [.. var prefix, '*']
        ? number.E164.StartsWith(prefix, StringComparison.Ordinal)
        : number.E164 == Text;
}
