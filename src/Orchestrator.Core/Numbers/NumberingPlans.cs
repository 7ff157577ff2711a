using System.Collections.Frozen;
using System.Reflection;
using PhoneNumbers;
using Parsed = PhoneNumbers.PhoneNumber;

namespace Orchestrator.Core.Numbers;

/// <summary>The numbering plans of the world as libphonenumber has them: the only door to it.</summary>
internal static class NumberingPlans
{
    /// <summary>The region of numbers that are of no country: satellites, international toll-free.</summary>
    private const string NoCountry = "001";

    private const int LongestCode = 3;
    private const int LongestNumber = 12;
    private const string Digits = "0123456789012345678901234567890";

    // ITU-T E.164.1: Inmarsat, global mobile satellites, international networks.
    private static readonly int[] SatelliteCodes = [870, 881, 882, 883];

    // Some 300 bytes each.
    private static readonly PlanEntry?[] Recent = new PlanEntry?[509];

    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    /// <summary>The data's version, that of the library it came with: <c>9.0.43</c>.</summary>
    public static string Version { get; } =
        typeof(PhoneNumberUtil).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>ISO 3166 codes of all regions that have a numbering plan.</summary>
    public static FrozenSet<string> Regions { get; } = Plans.GetSupportedRegions().ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<int> Codes { get; } = Plans.GetSupportedCallingCodes().ToFrozenSet();

    /// <summary>What the text is to somebody in the region. Never throws.</summary>
    /// <param name="text">Digits, with or without a leading plus.</param>
    /// <param name="region">Null: only numbers with a plus are understood.</param>
    public static PlanEntry Look(string text, string? region)
    {
        // One number is asked about several times in a row: read, judged, written, and read again as the trunk would.
        ref var slot = ref Recent[(uint)HashCode.Combine(string.GetHashCode(text, StringComparison.Ordinal), region) % Recent.Length];
        var entry = Volatile.Read(ref slot);
        if (entry is null || entry.Text != text || entry.Region != region)
        {
            entry = Parse(text, region);
            Volatile.Write(ref slot, entry);
        }

        return entry;
    }

    /// <inheritdoc cref="Look(string, string?)"/>
    public static PlanEntry Look(PhoneNumber number) => Look(number.E164, null);

    public static string E164(Parsed number) => Plans.Format(number, PhoneNumberFormat.E164);

    public static bool IsValid(Parsed number) => Plans.IsValidNumber(number);

    /// <summary>As valid in this region: numbers that several regions of one country code share are valid in each.</summary>
    public static bool IsValidIn(Parsed number, string region) => Plans.IsValidNumberForRegion(number, region);

    public static PhoneNumberUtil.ValidationResult Length(Parsed number) => Plans.IsPossibleNumberWithReason(number);

    /// <summary>ISO 3166 code; null: of no country, or not valid in any.</summary>
    public static string? RegionOf(Parsed number) => Plans.GetRegionCodeForNumber(number) is { } region && region != NoCountry ? region : null;

    /// <summary>The chief region of a country code: <c>RU</c> of 7. Null: of no country, or there is no such code.</summary>
    public static string? RegionOf(int code) => Plans.GetRegionCodeForCountryCode(code) is { } region && Regions.Contains(region) ? region : null;

    /// <summary>All regions of a country code.</summary>
    public static IReadOnlyList<string> RegionsOf(int code) => [.. Plans.GetRegionCodesForCountryCode(code) is { } all ? all.Where(Regions.Contains) : []];

    public static int CodeOf(string region) => Plans.GetCountryCodeForRegion(region);

    /// <summary>How many of the digits are the country code: 1 to 3; 0: none begins so.</summary>
    public static int CodeLength(ReadOnlySpan<char> digits)
    {
        for (var length = 1; length <= LongestCode && length <= digits.Length; length++)
        {
            if (int.TryParse(digits[..length], out var code) && Codes.Contains(code))
            {
                return length;
            }
        }

        return 0;
    }

    public static NumberKind KindOf(Parsed number) => SatelliteCodes.Contains(number.CountryCode) ? NumberKind.Satellite : KindOf(Plans.GetNumberType(number));

    /// <summary>What is dialled for the number in the region: digits, or with a plus where no prefix is known.</summary>
    public static string DialledIn(Parsed number, string region) => !IsValid(number) && number.CountryCode == CodeOf(region)
        ? NationalPrefixOf(region) + Plans.GetNationalSignificantNumber(number) // a form is known of known ranges only
        : Bare(Plans.FormatOutOfCountryCallingNumber(number, region));

    /// <summary>What is dialled in the region before an area code: <c>8</c>, <c>0</c>; null where nothing is.</summary>
    public static string? NationalPrefixOf(string region) => Plans.GetNddPrefixForRegion(region, true) is { Length: > 0 } prefix ? prefix : null;

    /// <summary>Whether the digits begin with what is dialled in the region before an area code or before a foreign number.</summary>
    public static bool BeginsAsDialled(string digits, string? region) =>
        region is not null && ((NationalPrefixOf(region) is { } prefix && digits.StartsWith(prefix, StringComparison.Ordinal)) || HasInternationalPrefix(digits, region));

    private static bool HasInternationalPrefix(string digits, string region) =>
        Look(digits, region).Number is not null
        && Plans.ParseAndKeepRawInput(digits, region).CountryCodeSource == Parsed.Types.CountryCodeSource.FROM_NUMBER_WITH_IDD;

    /// <summary>An example of each kind that the region has.</summary>
    public static IEnumerable<(NumberKind Kind, Parsed Number)> ExamplesOf(string region) =>
        from type in Plans.GetSupportedTypesForRegion(region)
        where type != PhoneNumberType.FIXED_LINE_OR_MOBILE
        let number = Plans.GetExampleNumberForType(region, type)
        where number is not null
        select (KindOf(type), number);

    /// <summary>Whether a number can begin so, as far as the plans know.</summary>
    /// <param name="prefix">A plus and digits.</param>
    public static bool CanBegin(string prefix) =>
        (from length in Enumerable.Range(0, LongestNumber)
         from rest in Enumerable.Range(0, 10).SelectMany(n => new[] { new string((char)('0' + n), length), Digits.Substring(n, length) })
         select Parse(prefix + rest, null)).Any(n => n.IsValid && n.E164.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The regions of which a prefix holds ordinary numbers, the chief one of the country code first.</summary>
    public static IReadOnlyList<string> RegionsBehind(string prefix) =>
    [
        .. from region in Regions.Order(StringComparer.Ordinal)
           let code = FormattableString.Invariant($"+{CodeOf(region)}")
           where code.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(code, StringComparison.Ordinal)
           where ExamplesOf(region).Any(e => e.Kind is NumberKind.Mobile or NumberKind.FixedLine && E164(e.Number).StartsWith(prefix, StringComparison.Ordinal))
           orderby RegionOf(CodeOf(region)) != region
           select region,
    ];

    /// <summary>A mobile number of the region; null where it has none.</summary>
    public static PhoneNumber? MobileExampleOf(string region) =>
        ExamplesOf(region).FirstOrDefault(e => e.Kind == NumberKind.Mobile).Number is { } parsed ? PhoneNumber.FromE164(E164(parsed)) : null;

    private static PlanEntry Parse(string text, string? region)
    {
        try
        {
            return new PlanEntry(text, region, Plans.Parse(text, region), default);
        }
        catch (NumberParseException e)
        {
            return new PlanEntry(text, region, null, e.ErrorType);
        }
    }

    private static NumberKind KindOf(PhoneNumberType type) => type switch
    {
        PhoneNumberType.FIXED_LINE => NumberKind.FixedLine,
        PhoneNumberType.MOBILE => NumberKind.Mobile,
        PhoneNumberType.FIXED_LINE_OR_MOBILE => NumberKind.FixedLineOrMobile,
        PhoneNumberType.TOLL_FREE => NumberKind.TollFree,
        PhoneNumberType.PREMIUM_RATE => NumberKind.PremiumRate,
        PhoneNumberType.SHARED_COST => NumberKind.SharedCost,
        PhoneNumberType.VOIP => NumberKind.Voip,
        PhoneNumberType.PERSONAL_NUMBER => NumberKind.PersonalNumber,
        PhoneNumberType.PAGER => NumberKind.Pager,
        PhoneNumberType.UAN => NumberKind.Uan,
        PhoneNumberType.VOICEMAIL => NumberKind.Voicemail,
        _ => NumberKind.Unknown,
    };

    private static string Bare(string text) => string.Concat(text.Where((c, i) => char.IsAsciiDigit(c) || (c == '+' && i == 0)));
}
