using System.Collections.Frozen;
using System.Globalization;
using Orchestrator.Core.Reasons;
using PhoneNumbers;
using Parsed = PhoneNumbers.PhoneNumber;

namespace Orchestrator.Core.Numbers;

/// <summary>
/// The one reading of telephone numbers, for callers and for everything that people and programs write. Strict: digits, one leading plus, and the marks people write
/// between digits; all else is no number, so that nothing a stranger sends gets any further than this. What the digits mean is the numbering plans' to say.
/// </summary>
internal static class NumberReader
{
    // Longer than any number with all its marks; a URI's host comes on top.
    private const int MostCharacters = 128;
    private const int MostDigits = 15;
    private const int FewestDigits = 7;

    private static readonly FrozenSet<string> Withheld = new[]
    {
        "anonymous", "unknown", "private", "restricted", "unavailable", "withheld", "blocked", "asterisk",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a number as it came or was written. Never throws.</summary>
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
        return Withheld.Contains(text) ? new NormalisedNumber.Anonymous()
            : DigitsOf(text) is not { } digits ? new NormalisedNumber.NotANumber(new Reason.NotDigits())
            : digits is ['+', ..] ? International(digits)
            : National(digits, plan);
    }

    /// <summary>Reads a number whose plus may have been left out, as in addresses: what is a number either way, and not the same one, is none.</summary>
    public static NormalisedNumber ReadWithoutPlus(string raw, NumberPlan plan)
    {
        if (raw is [' ', ..])
        {
            return Read("+" + raw.TrimStart(' '), plan); // a plus that was not encoded
        }

        var asWritten = Read(raw, plan);
        if (raw is ['+', ..] || DigitsOf(raw) is not { } digits)
        {
            return asWritten;
        }

        var international = International("+" + digits);
        return (IsKnown(asWritten), IsKnown(international)) switch
        {
            (true, true) => NumberingPlans.BeginsAsDialled(digits, plan.Home) ? asWritten : Either(asWritten, international, plan.Home),
            (true, false) => asWritten,
            (false, true) => international,
            _ => asWritten is NormalisedNumber.Dialable or NormalisedNumber.Extension || international is not NormalisedNumber.Dialable ? asWritten : international,
        };
    }

    /// <summary>What digits mean to somebody who dials them in a region: no shortness makes them an extension, and no plan of ours helps. Null: nothing.</summary>
    public static PhoneNumber? Dialled(string text, string? region) => (OfRegion(text, region) as NormalisedNumber.Dialable)?.Number;

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
            else if (c is not (' ' or '-' or '(' or ')' or '.' or '/'))
            {
                return null;
            }
        }

        return kept[..count] is [] or ['+'] ? null : new string(kept[..count]);
    }

    private static NormalisedNumber International(string text) => text.Length <= FewestDigits || text[1] == '0'
        ? new NormalisedNumber.NotANumber(new Reason.NotInternational(FewestDigits, MostDigits))
        : OfRegion(text, null);

    private static NormalisedNumber National(string digits, NumberPlan plan)
    {
        if (digits.Length < FewestDigits)
        {
            return (NormalisedNumber?)LocallyMeant(digits, plan) ?? new NormalisedNumber.Extension(digits);
        }

        if (plan.Home is null)
        {
            return (NormalisedNumber?)LocallyMeant(digits, plan) ?? new NormalisedNumber.NotANumber(new Reason.NoHomeRegion());
        }

        var asWritten = OfHome(digits, plan.Home);
        if (plan.OutsidePrefix.Length > 0 && digits.StartsWith(plan.OutsidePrefix, StringComparison.Ordinal))
        {
            var outside = OfHome(digits[plan.OutsidePrefix.Length..], plan.Home);
            asWritten = (IsKnown(asWritten), IsKnown(outside)) switch
            {
                (true, true) => Same(asWritten, outside),
                (false, true) => outside,
                _ => asWritten,
            };
        }

        return IsKnown(asWritten) ? asWritten : LocallyMeant(digits, plan) ?? asWritten;
    }

    // At home or, as many trunks send it, as an international number without its plus.
    private static NormalisedNumber OfHome(string digits, string home)
    {
        var atHome = OfRegion(digits, home);
        return digits.StartsWith(NumberingPlans.CodeOf(home).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) && OfRegion("+" + digits, null) is var international && IsKnown(international)
            ? IsKnown(atHome) ? Either(atHome, international, home) : international
            : atHome;
    }

    // The rules of a numbers file of the first format: they say what the region's plan cannot, such as the area that local numbers are in.
    private static NormalisedNumber.Dialable? LocallyMeant(string digits, NumberPlan plan)
    {
        var written = plan.National.Select(rule => rule.Apply(digits)).FirstOrDefault(w => w is not null);
        return written is not null && International(written) is NormalisedNumber.Dialable { IsKnown: true } number ? number : null;
    }

    private static NormalisedNumber OfRegion(string text, string? region)
    {
        var entry = NumberingPlans.Look(text, region);
        if (entry.Number is not { } parsed)
        {
            return new NormalisedNumber.NotANumber(entry.Why == ErrorType.INVALID_COUNTRY_CODE ? new Reason.NoSuchCountryCode() : new Reason.NotInternational(FewestDigits, MostDigits));
        }

        if (!entry.IsValid && WhyNotPossible(parsed, region) is { } impossible)
        {
            return new NormalisedNumber.NotANumber(impossible);
        }

        // Of a range that no plan knows the library may take a 0 off each time that it looks.
        if (NumberingPlans.Look(entry.E164, null).E164 != entry.E164)
        {
            return new NormalisedNumber.NotANumber(new Reason.NoSuchNumber(FormattableString.Invariant($"+{parsed.CountryCode}")));
        }

        return PhoneNumber.FromE164(entry.E164) is { } number
            ? new NormalisedNumber.Dialable(number) { IsKnown = entry.IsValid }
            : new NormalisedNumber.NotANumber(new Reason.NotInternational(FewestDigits, MostDigits));
    }

    private static Reason? WhyNotPossible(Parsed parsed, string? region) => NumberingPlans.Length(parsed) switch
    {
        PhoneNumberUtil.ValidationResult.IS_POSSIBLE => null,
        PhoneNumberUtil.ValidationResult.IS_POSSIBLE_LOCAL_ONLY when region is not null => new Reason.LocalNumberOnly(),
        PhoneNumberUtil.ValidationResult.INVALID_COUNTRY_CODE => new Reason.NoSuchCountryCode(),
        _ => new Reason.NotAsLongAsItsCountrys(FormattableString.Invariant($"+{parsed.CountryCode}")),
    };

    private static bool IsKnown(NormalisedNumber read) => read is NormalisedNumber.Dialable { IsKnown: true };

    // Where a long-distance call begins with 0, nobody who means one leaves it out.
    private static NormalisedNumber Either(NormalisedNumber atHome, NormalisedNumber international, string? home) =>
        home is not null && NumberingPlans.NationalPrefixOf(home) == "0" ? international : Same(atHome, international);

    private static NormalisedNumber Same(NormalisedNumber one, NormalisedNumber other) => one == other
        ? one
        : new NormalisedNumber.NotANumber(new Reason.TwoReadings(Written(one), Written(other)));

    private static string Written(NormalisedNumber read) => ((NormalisedNumber.Dialable)read).Number.E164;
}
