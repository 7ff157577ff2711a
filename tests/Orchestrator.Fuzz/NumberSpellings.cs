using PhoneNumbers;

namespace Orchestrator.Fuzz;

/// <summary>How one number is written by different people, trunks and programs.</summary>
public static class NumberSpellings
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>Spellings that mean this number and no other to somebody at home.</summary>
    /// <param name="e164">A valid number.</param>
    /// <param name="home">Where it is read.</param>
    public static IEnumerable<string> Of(string e164, string home)
    {
        var number = Library.Parse(e164, null);
        yield return e164;
        yield return Library.Format(number, PhoneNumberFormat.INTERNATIONAL).Replace('\u00a0', ' ');
        yield return $"tel:{e164}";
        yield return $"<sip:{e164}@host;user=phone>";
        yield return string.Concat(e164.Select((c, i) => i > 1 && i % 3 == 0 ? $"-{c}" : c.ToString()));
        var dialled = Bare(Library.FormatOutOfCountryCallingNumber(number, home));
        if (dialled.Length >= 7) // less is an extension
            yield return dialled;

        // +49 (0)30 …: where 0 is dialled at home only, people write it all the same.
        if (Library.GetRegionCodeForCountryCode(number.CountryCode) is { } region && Library.GetNddPrefixForRegion(region, true) == "0"
            && Bare(Library.Format(number, PhoneNumberFormat.NATIONAL)) is ['0', .. var rest] && rest == Library.GetNationalSignificantNumber(number))
            yield return $"+{number.CountryCode} (0){rest}";
    }

    private static string Bare(string text) => string.Concat(text.Where((c, i) => char.IsAsciiDigit(c) || (c == '+' && i == 0)));
}
