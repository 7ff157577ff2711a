using System.Collections.Frozen;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Numbers;

/// <summary>
/// Reads what came as a caller's number. Strict: digits, one leading plus, and the marks people write between digits. All else is no number,
/// so that nothing a stranger sends gets any further than this.
/// </summary>
internal static class CallerId
{
    // Longer than any number with all its marks; a URI's host comes on top.
    private const int MostCharacters = 128;
    private const int MostDigits = 15;
    private const int FewestDigits = 7;

    private static readonly FrozenSet<string> Withheld = new[]
    {
        "anonymous", "unknown", "private", "restricted", "unavailable", "withheld", "blocked", "asterisk",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static NormalisedNumber Read(string? raw, NumberPlan plan)
    {
        if (string.IsNullOrWhiteSpace(raw))
        {
            return new NormalisedNumber.Anonymous();
        }

        if (raw.Length > MostCharacters)
        {
            return new NormalisedNumber.NotANumber(new Reason.TooLong());
        }

        var text = BareNumber(raw.Trim(' '));
        if (Withheld.Contains(text))
        {
            return new NormalisedNumber.Anonymous();
        }

        return DigitsOf(text) is not { } digits
            ? new NormalisedNumber.NotANumber(new Reason.NotDigits())
            : digits is ['+', ..] ? International(digits) : National(digits, plan);
    }

    // tel:+7495…;phone-context=…   sip:+7495…@host;user=phone   <sip:…>
    private static string BareNumber(string text)
    {
        if (text is ['<', .. var inner, '>'])
        {
            text = inner;
        }

        foreach (var scheme in (ReadOnlySpan<string>)["tel:", "sip:", "sips:"])
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                var end = text.AsSpan(scheme.Length).IndexOfAny('@', ';');
                return end < 0 ? text[scheme.Length..] : text.Substring(scheme.Length, end);
            }
        }

        return text;
    }

    private static string? DigitsOf(string text)
    {
        Span<char> kept = stackalloc char[MostCharacters];
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) || (c == '+' && count == 0))
            {
                kept[count++] = c;
            }
            else if (c is not (' ' or '-' or '(' or ')'))
            {
                return null;
            }
        }

        return kept[..count] is [] or ['+'] ? null : new string(kept[..count]);
    }

    private static NormalisedNumber International(string text) => PhoneNumber.FromE164(text) is { } number
        ? new NormalisedNumber.Dialable(number)
        : new NormalisedNumber.NotANumber(new Reason.NotInternational(FewestDigits, MostDigits));

    private static NormalisedNumber National(string digits, NumberPlan plan)
    {
        foreach (var rule in plan.National)
        {
            if (rule.Apply(digits) is { } international)
            {
                return International(international);
            }
        }

        return digits.Length < FewestDigits
            ? new NormalisedNumber.Extension(digits)
            : new NormalisedNumber.NotANumber(new Reason.NoNationalRule(digits.Length));
    }
}
