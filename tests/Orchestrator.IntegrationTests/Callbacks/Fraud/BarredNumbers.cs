using Orchestrator.Core.Numbers;
using Orchestrator.Fuzz;
using PhoneNumbers;

namespace Orchestrator.IntegrationTests.Callbacks.Fraud;

/// <summary>What a fraudster sends as a caller ID: numbers that an example set must not call, each in several spellings.</summary>
internal static class BarredNumbers
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    // Dear by themselves, wherever home is.
    private static readonly string[] Satellites = ["+881612345678", "+870773123456", "+8835100123456", "+979123456789", "+88213123456"];

    private static readonly string[] Shorts = ["1", "02", "101", "112", "911", "0900", "11880", "123456"];

    /// <summary>As many as wanted, from all groups; the same seed gives the same.</summary>
    /// <param name="allowed">The regions that the set calls; whatever else is valid is foreign.</param>
    public static IReadOnlyList<string> Of(NumberPlan plan, IReadOnlyCollection<string> allowed, int count, int seed)
    {
        var home = plan.Home!;
        var barred = NumberFuzz.Examples.Where(e => IsDear(e.E164) || !allowed.Any(r => Library.IsValidNumberForRegion(Library.Parse(e.E164, null), r))).Select(e => e.E164)
            .Concat(Satellites)
            .Concat(plan.Own.Concat(plan.DoNotCall).Select(p => p.Text))
            .Concat(plan.Deny.Select(p => p.Prefix is { } prefix ? Filled(prefix) : p.Text))
            .Distinct();
        var texts = barred.SelectMany(n => NumberSpellings.Of(n, home)).Concat(Shorts).Concat(Malformed(home).Where(t => !GroupOf(t, home).StartsWith("home", StringComparison.Ordinal))).Select(Sendable).Distinct().Where(t => !t.Contains('<', StringComparison.Ordinal) && !t.Contains(':', StringComparison.Ordinal));
#pragma warning disable RS0030 // made from the seed
        var random = new Random(seed);
#pragma warning restore RS0030

        // Of each group some, whatever the count: the foreign ones are by far the most.
        return [.. texts.GroupBy(t => GroupOf(t, home)).SelectMany(g => g.OrderBy(_ => random.Next()).Select((t, i) => (t, i))).OrderBy(t => t.i).Take(count).Select(t => t.t)];
    }

    private static IEnumerable<string> Malformed(string home)
    {
        var code = Library.GetCountryCodeForRegion(home);
        yield return "81068222222";
        yield return "0068222222";
        yield return "01168222222";
        yield return "+89161230042";
        foreach (var digits in new[] { "9161230042099", "91612", "1068222222", "0000000000", "900123456" })
        {
            yield return $"+{code}{digits}";
            yield return $"+{code} (0){digits}";
            yield return $"{code}{digits}0";
        }
    }

    private static bool IsDear(string e164) => Library.GetNumberType(Library.Parse(e164, null)) is PhoneNumberType.PREMIUM_RATE or PhoneNumberType.SHARED_COST
        or PhoneNumberType.PERSONAL_NUMBER or PhoneNumberType.PAGER or PhoneNumberType.UAN or PhoneNumberType.VOICEMAIL;

    private static string Filled(string prefix) => Enumerable.Range(0, 10).Select(d => prefix.PadRight(12, (char)('0' + d))).First(t => Library.IsValidNumber(Library.Parse(t, null)));

    /// <summary>In a user part of SIP.</summary>
    private static string Sendable(string text) => text.Replace(" ", "%20", StringComparison.Ordinal);

    private static string GroupOf(string text, string home)
    {
        try
        {
            var number = Library.Parse(text.Replace("%20", " ", StringComparison.Ordinal), home);
            return !Library.IsValidNumber(number) ? "malformed"
                : $"{(Library.IsValidNumberForRegion(number, home) ? "home" : number.CountryCode > 800 && number.CountryCode < 980 ? "no country" : "foreign")} {Library.GetNumberType(number)}";
        }
        catch (NumberParseException)
        {
            return "short";
        }
    }
}
