using System.Text.RegularExpressions;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using PhoneNumbers;
using NumberFormat = Orchestrator.Core.Numbers.NumberFormat;
using PhoneNumber = Orchestrator.Core.Numbers.PhoneNumber;

namespace Orchestrator.Fuzz;

/// <summary>What the number guard promises of any text, looked at with the library alone and none of the guard's own code.</summary>
public static partial class NumberPromises
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <returns>The promise that the text breaks; null: none.</returns>
    public static string? Broken(string text, NumberPlan plan, CustomerRules customer)
    {
        if (plan.NormaliseWithoutPlus(text) is NormalisedNumber.Dialable { Number: var address } && !Form().IsMatch(address.E164))
            return $"an address became {address.E164}";
        if (plan.Normalise(text) is not NormalisedNumber.Dialable { Number: var number } read)
            return null;
        if (!Form().IsMatch(number.E164))
            return $"it became {number.E164}";
        if (plan.Read(number.E164) != number)
            return $"it became {number.E164}, which is read as {plan.Read(number.E164)?.E164}";
        if (read.IsKnown != Library.IsValidNumber(Library.Parse(number.E164, null)))
            return $"{number.E164} is said to be {(read.IsKnown ? "known" : "unknown")}";
        return customer.Guard(number, plan) is GuardVerdict.Allowed ? Judged(number, plan) ?? Dialled(number, plan, customer) : null;
    }

    /// <summary>Nothing is let through that a list, the region or the kind refuses.</summary>
    private static string? Judged(PhoneNumber number, NumberPlan plan)
    {
        var parsed = Library.Parse(number.E164, null);
        foreach (var list in new[] { plan.Own, plan.DoNotCall, plan.Deny })
        {
            if (list.FirstOrDefault(p => Fits(p, number.E164)) is { } listed)
                return $"{number.E164} was let through although {listed.Text} is on a list";
        }

        var isValid = Library.IsValidNumber(parsed);
        if (!isValid && !plan.Also.Any(p => Fits(p, number.E164)))
            return $"{number.E164} was let through although nobody knows it";
        if (isValid && plan.Allow.IsEmpty && !Library.IsValidNumberForRegion(parsed, plan.Home))
            return $"{number.E164} was let through although it is not of {plan.Home}";
        return Library.GetNumberType(parsed) is PhoneNumberType.PREMIUM_RATE or PhoneNumberType.SHARED_COST or PhoneNumberType.PERSONAL_NUMBER or PhoneNumberType.PAGER
            or PhoneNumberType.UAN or PhoneNumberType.VOICEMAIL || parsed.CountryCode is 870 or 881 or 882 or 883
            ? $"{number.E164} was let through although it is a {Library.GetNumberType(parsed)}"
            : null;
    }

    /// <summary>What is dialled, read as the trunk reads it, is the number that was judged.</summary>
    private static string? Dialled(PhoneNumber number, NumberPlan plan, CustomerRules customer)
    {
        var endpoint = customer.DialTo(number, plan).Endpoint;
        var (before, behind) = (customer.Dial[..customer.Dial.IndexOf('{', StringComparison.Ordinal)], customer.Dial[(customer.Dial.IndexOf('}', StringComparison.Ordinal) + 1)..]);
        if (!endpoint.StartsWith(before, StringComparison.Ordinal) || !endpoint.EndsWith(behind, StringComparison.Ordinal))
            return $"{endpoint} is not made of {customer.Dial}";
        var sent = endpoint[before.Length..^behind.Length];
        if (!sent.StartsWith(plan.OutsidePrefix, StringComparison.Ordinal) || !Sent().IsMatch(sent[plan.OutsidePrefix.Length..]))
            return $"{sent} is sent";
        var outside = sent[plan.OutsidePrefix.Length..];
        var asAgreed = Read(customer.NumberFormat == NumberFormat.Digits ? "+" + outside : outside, customer.NumberFormat == NumberFormat.Digits ? null : plan.Home);
        if (asAgreed != number.E164)
            return $"{number.E164} was judged and {asAgreed} is dialled as {outside}";

        // The template's digits, too, must not make a call within the country or abroad of it that goes elsewhere.
        var whole = new string([.. before.Reverse().TakeWhile(char.IsAsciiDigit).Reverse()]) + outside;
        return Prefixed(whole, plan.Home!) && Read(whole, plan.Home) != number.E164 ? $"{number.E164} was judged and {whole} calls {Read(whole, plan.Home)}" : null;
    }

    private static bool Prefixed(string digits, string home) =>
        digits is not ['+', ..] && (Library.GetNddPrefixForRegion(home, true) is { Length: > 0 } prefix && digits.StartsWith(prefix, StringComparison.Ordinal)
            || Try(() => Library.ParseAndKeepRawInput(digits, home))?.CountryCodeSource == PhoneNumbers.PhoneNumber.Types.CountryCodeSource.FROM_NUMBER_WITH_IDD);

    private static bool Fits(NumberPattern pattern, string e164) => pattern.Text is [.. var prefix, '*'] ? e164.StartsWith(prefix, StringComparison.Ordinal) : e164 == pattern.Text;

    private static string? Read(string text, string? region) => Try(() => Library.Parse(text, region)) is { } parsed ? Library.Format(parsed, PhoneNumberFormat.E164) : null;

    private static PhoneNumbers.PhoneNumber? Try(Func<PhoneNumbers.PhoneNumber> parse)
    {
        try
        {
            return parse();
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A\+?[0-9]{3,24}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sent();
}
