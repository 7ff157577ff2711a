using System.Collections.Immutable;
using Orchestrator.Core.Policies.Reading;

namespace Orchestrator.Core.Numbers;

/// <summary>What of the first format of a numbers file is still read: <c>country</c> and <c>national</c>. Each finding says what to write instead.</summary>
internal static class FirstFormat
{
    private const string RuleSuggestion = "Write rules such as { length: 7, becomes: \"+7495\" }";

    /// <summary>The home region that a country code stands for.</summary>
    public static string? Home(Field country)
    {
        const string suggestion = "Write the home region in its place, such as home: RU";
        if (country.Text(t => NumberListReader.IsPrefix(t) && t.Length is > 1 and <= 4, "not a country's code", suggestion) is not { } code)
        {
            return null;
        }

        if (NumberingPlans.RegionOf(int.Parse(code.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)) is not { } region)
        {
            country.Refuse("no country has this code", suggestion);
            return null;
        }

        country.Warn("the home country is a region now, because several may share a code", $"Write home: {region} in its place");
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
                $"numbers are read as {home} writes them, without rules",
                needed.Count == 0 ? "Take this field out" : $"Keep nothing here but what {home} does not know: [{string.Join(", ", needed.Select(Written))}]");
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
            field.Refuse("the rule fits every number", "Give it starts, length or both");
        }

        var starts = fields.Find("starts")
            ?.Text(t => t.Length <= 15 && t.All(char.IsAsciiDigit), "not the beginning of a number", "Write digits, such as \"8\"");
        var length = fields.Find("length")?.Whole(3, 20);
        var becomes = fields.Require("becomes", RuleSuggestion)
            ?.Text(NumberListReader.IsPrefix, "not the beginning of an international number", "Write a plus and digits, such as \"+7\"");
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
