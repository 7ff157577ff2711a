using PhoneNumbers;

namespace Orchestrator.Core.Numbers;

/// <summary>What the numbering plans tell of a number.</summary>
/// <param name="Region">ISO 3166 code of its country; of an unknown range the chief one of its country code; null: it is of no country.</param>
/// <param name="Kind">Of an unknown range the kind of the known range that it lies in, where there is one.</param>
/// <param name="IsKnown">Its plan has such numbers. If not it is only as long as one.</param>
public sealed record NumberFacts(string? Region, NumberKind Kind, bool IsKnown)
{
    /// <summary>Of a number that is not one.</summary>
    private static readonly NumberFacts None = new(null, NumberKind.Unknown, false);

    // How many digits are tried behind a number whose plan has its range, but longer.
    private const int MostMissing = 3;

    /// <summary>The version of the numbering plans' data.</summary>
    public static string DataVersion => NumberingPlans.Version;

    public static NumberFacts Of(PhoneNumber number) => NumberingPlans.Look(number).Facts;

    /// <summary>Whether a number belongs to a region. Numbers that several regions share (+1 800) belong to each; an unknown range to the chief one of its country code.</summary>
    public static bool IsOf(PhoneNumber number, string region) =>
        NumberingPlans.Look(number) is { Number: { } parsed } entry
        && (entry.Facts.Region == region || (entry.IsValid && NumberingPlans.IsValidIn(parsed, region)));

    /// <summary>The place or the country of a number in a language, as far as the plans know it.</summary>
    /// <param name="language">Two letters: <c>en</c>.</param>
    public static string? PlaceOf(PhoneNumber number, string language) =>
        NumberingPlans.Look(number).Number is { } parsed ? Told(PhoneNumberOfflineGeocoder.GetInstance().GetDescriptionForNumber(parsed, new Locale(language, ""))) : null;

    /// <summary>The mobile network that the number was first given by; numbers move.</summary>
    /// <inheritdoc cref="PlaceOf"/>
    public static string? CarrierOf(PhoneNumber number, string language) =>
        NumberingPlans.Look(number).Number is { } parsed ? Told(PhoneNumberToCarrierMapper.GetInstance().GetNameForNumber(parsed, new Locale(language, ""))) : null;

    internal static NumberFacts Of(PlanEntry entry) => entry.Number is not { } parsed ? None
        : entry.IsValid ? new NumberFacts(NumberingPlans.RegionOf(parsed), NumberingPlans.KindOf(parsed), IsKnown: true)
        : new NumberFacts(NumberingPlans.RegionOf(parsed.CountryCode), KindOfRange(entry.E164), IsKnown: false);

    // 0900 123456 is a digit short of a premium number, and somebody may answer it all the same.
    private static NumberKind KindOfRange(string e164)
    {
        for (var missing = 0; missing <= MostMissing; missing++)
        {
            if (NumberingPlans.Look(e164 + new string('0', missing), null).Number is { } longer && NumberingPlans.KindOf(longer) is not NumberKind.Unknown and var kind)
            {
                return kind;
            }
        }

        return NumberKind.Unknown;
    }

    private static string? Told(string text) => text.Length > 0 ? text : null;
}
