using System.Collections.Immutable;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Policies.Reading;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Numbers;

/// <summary>What of the first format of a numbers file is still read: <c>country</c> and <c>national</c>. Each finding says what to write instead.</summary>
internal static class FirstFormat
{
    private static readonly Reason RuleSuggestion = new Reason.WriteNationalRules();

    /// <summary>The home region that a country code stands for.</summary>
    public static string? Home(Field country)
    {
        var suggestion = new Reason.WriteHomeInstead();
        if (country.Text(t => NumberListReader.IsPrefix(t) && t.Length is > 1 and <= 4, new Reason.NotACountryCode(), suggestion) is not { } code)
        {
            return null;
        }

        if (NumberingPlans.RegionOf(int.Parse(code.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)) is not { } region)
        {
            country.Refuse(new Reason.NoSuchCountryCode(), suggestion);
            return null;
        }

        country.Warn(new Reason.CountryIsARegion(), new Reason.WriteThisHome(region));
        return region;
    }

    /// <summary>The rules, those that the home region needs none for too: they change nothing.</summary>
    public static ImmutableArray<NationalRule> National(Field national, string? home)
    {
        ImmutableArray<NationalRule> rules = [.. (national.Items(RuleSuggestion) ?? []).Select(Rule).OfType<NationalRule>()];
        if (home is not null)
        {
            var needed = rules.Where(r => !IsNeedless(r, home)).ToList();
            national.Warn(
                new Reason.ReadWithoutRules(home),
                needed.Count == 0 ? new Reason.TakeFieldOut() : new Reason.KeepOnlyRules(home, string.Join(", ", needed.Select(Written))));
        }

        return rules;
    }

    private static NationalRule? Rule(Field field)
    {
        if (field.Fields("starts", "length", "becomes") is not { } fields)
        {
            return null;
        }

        if (fields.Find("starts") is null && fields.Find("length") is null)
        {
            field.Refuse(new Reason.RuleFitsAll(), new Reason.GiveStartsOrLength());
        }

        var starts = fields.Find("starts")
            ?.Text(t => t.Length <= 15 && t.All(char.IsAsciiDigit), new Reason.NotABeginning(), new Reason.WriteDigits());
        var length = fields.Find("length")?.Whole(3, 20);
        var becomes = fields.Require("becomes", RuleSuggestion)
            ?.Text(NumberListReader.IsPrefix, new Reason.NotAnInternationalBeginning(), new Reason.WritePlusAndDigits());
        return becomes is null ? null : new NationalRule(starts, length, becomes);
    }

    // What the rule would read, the region reads alike.
    private static bool IsNeedless(NationalRule rule, string home)
    {
        var plan = new NumberPlan { Home = home };
        var written = NumberingPlans.ExamplesOf(home)
            .Select(e => PhoneNumber.FromE164(NumberingPlans.E164(e.Number))!.Value)
            .Select(number => (Number: number, Text: rule.Undo(number)))
            .Where(e => e.Text is not null)
            .ToList();
        return written.Count > 0 && written.TrueForAll(e => plan.Read(e.Text) == e.Number);
    }

    private static string Written(NationalRule rule)
    {
        var starts = rule.Starts is { } digits ? $"starts: \"{digits}\", " : "";
        var length = rule.Length is { } count ? FormattableString.Invariant($"length: {count}, ") : "";
        return $"{{ {starts}{length}becomes: \"{rule.Becomes}\" }}";
    }
}
