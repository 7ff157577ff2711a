using System.Collections.Immutable;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Policies.Reading;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Numbers;

/// <summary>What came of a numbers file. <paramref name="Plan"/> is null exactly when a finding is an error.</summary>
public sealed record NumbersReading(NumberPlan? Plan, ImmutableArray<PolicyFinding> Findings);

/// <summary>Reads a number plan from the nodes of its file. Reports everything that is wrong at once.</summary>
public static class NumbersReader
{
    private const int MostCalls = 1_000_000;
    private const int DearestCall = 1_000_000;
    private const int LargestBudget = 1_000_000_000;
    private const int LongestPrefix = 5;

    private static readonly Reason HomeSuggestion = new Reason.WriteHomeField();
    private static readonly Reason KindsSuggestion = new Reason.WriteKinds();
    private static readonly Reason ResponsibleSuggestion = new Reason.WriteResponsible();

    private static readonly string[] Known =
    [
        "home", "outside_prefix", "allow", "kinds", "deny", "also", "own", "do_not_call", "vip", "responsible", "zones", "caps", "prices", "budget", "restricted", "country", "national",
    ];

    // What a number can be said to be, but nobody can want.
    private static readonly NumberKind[] NoKinds = [NumberKind.FixedLineOrMobile, NumberKind.Unknown];

    public static NumbersReading Read(SourceNode root)
    {
        var findings = new List<PolicyFinding>();
        var file = new Field(root, "", findings);
        var plan = file.Fields(Known) is { } fields ? Read(file, fields) : null;
        return new NumbersReading(
            findings.Exists(f => f.Severity == FindingSeverity.Error) ? null : plan,
            PolicyFinding.InOrder(findings));
    }

    private static NumberPlan Read(Field file, FieldSet fields)
    {
        var home = Home(file, fields);
        var how = new NumberPlan
        {
            Home = home,
            OutsidePrefix = fields.Find("outside_prefix") is { } outside ? OutsidePrefix(outside) : "",
            National = fields.Find("national") is { } national ? FirstFormat.National(national, home) : [],
        };
        var lists = new NumberListReader(how);
        var plan = how with
        {
            Allow = lists.Read(fields.Find("allow"), takesRegions: true),
            Kinds = fields.Find("kinds") is { } kinds ? Kinds(kinds) : how.Kinds,
            Deny = lists.Read(fields.Find("deny"), takesRegions: true),
            Also = lists.Read(fields.Find("also"), isUnknown: true),
            Own = lists.Read(fields.Find("own")),
            DoNotCall = lists.Read(fields.Find("do_not_call")),
            Vip = lists.Read(fields.Find("vip")),
            Responsible = [.. lists.ByPattern(fields.Find("responsible"), ResponsibleSuggestion, Interface).Select(r => new ResponsibleRule(r.Numbers, r.Value))],
            Zones = [.. lists.ByPattern(fields.Find("zones"), new Reason.WriteZones(), ZoneText.Read).Select(z => new ZoneRule(z.Numbers, z.Value))],
            Caps = fields.Find("caps") is { } caps ? Caps(caps) : new NumberCaps(),
            Prices = fields.Find("prices") is { } prices ? Prices(prices, lists) : null,
            BudgetPerDay = fields.Find("budget") is { } budget ? Budget(budget, fields) : null,
            Restricted = fields.Find("restricted")?.Word<RestrictedCallers>() ?? RestrictedCallers.Leave,
        };
        if (fields.Find("allow") is { Node: SourceNode.Sequence } allow)
        {
            NumbersWarnings.OfAllowed(allow, plan);
        }

        if (fields.Find("budget") is { } written)
        {
            NumbersWarnings.OfBudget(written, plan);
        }

        return plan;
    }

    private static string? Home(Field file, FieldSet fields)
    {
        var (written, country) = (fields.Find("home"), fields.Find("country"));
        if (written is null && country is not null)
        {
            return FirstFormat.Home(country);
        }

        country?.Warn(new Reason.HomeWrittenAlready(), new Reason.TakeFieldOut());
        if (written is null)
        {
            file.Missing("home").Refuse(new Reason.FieldMissing("home"), HomeSuggestion);
            return null;
        }

        if (written.Text(HomeSuggestion) is not { } text)
        {
            return null;
        }

        if (NumberingPlans.Regions.Contains(text))
        {
            return text;
        }

        written.RefuseUnknown(new Reason.NotARegion(), text, NumberingPlans.Regions.Order(StringComparer.Ordinal), HomeSuggestion);
        return null;
    }

    private static string OutsidePrefix(Field field) => field.Node is SourceNode.Scalar { Text: "" }
        ? ""
        : field.Text(t => t.Length <= LongestPrefix && t.All(char.IsAsciiDigit), new Reason.NotAnOutsidePrefix(), new Reason.WriteOutsidePrefix()) ?? "";

    private static ImmutableArray<NumberKind> Kinds(Field field)
    {
        var kinds = ImmutableArray.CreateBuilder<NumberKind>();
        foreach (var item in field.Items(KindsSuggestion) ?? [])
        {
            if (item.Word<NumberKind>() is not { } kind)
            {
                continue;
            }

            if (NoKinds.Contains(kind))
            {
                item.Refuse(new Reason.NotAKindToAllow(), KindsSuggestion);
            }

            kinds.Add(kind);
        }

        NumbersWarnings.OfKinds(field);
        return kinds.ToImmutable();
    }

    private static string? Interface(Field field) =>
        field.Text(SafeText.IsInterface, new Reason.NotAnInterface(), ResponsibleSuggestion);

    private static NumberCaps Caps(Field field)
    {
        var defaults = new NumberCaps();
        return field.Fields("per_number_per_day", "per_prefix_per_hour", "per_day") is not { } fields
            ? defaults
            : new NumberCaps
            {
                PerNumberPerDay = fields.Find("per_number_per_day")?.Whole(1, MostCalls) ?? defaults.PerNumberPerDay,
                PerPrefixPerHour = fields.Find("per_prefix_per_hour")?.Whole(1, MostCalls) ?? defaults.PerPrefixPerHour,
                PerDay = fields.Find("per_day")?.Whole(1, MostCalls) ?? defaults.PerDay,
            };
    }

    private static NumberPrices? Prices(Field field, NumberListReader lists) => field.Fields("currency", "attempt", "minute") is not { } fields
        ? null
        : new NumberPrices(
            fields.Find("currency")?.Text(t => t.Length == 3 && t.All(char.IsAsciiLetterUpper), new Reason.NotACurrency(), new Reason.WriteCurrency()) ?? "",
            fields.Find("attempt")?.Amount(DearestCall) ?? 0,
            [.. lists.ByPattern(fields.Find("minute"), new Reason.WriteMinutePrices(), f => f.Amount(DearestCall) is { } price ? (object)price : null, takesAll: true).Select(p => new MinutePrice(p.Numbers, (decimal)p.Value))]);

    private static decimal? Budget(Field field, FieldSet file)
    {
        if (file.Find("prices") is null)
        {
            field.Refuse(new Reason.BudgetWithoutPrices(), new Reason.WritePricesToo());
        }

        return field.Fields("per_day")?.Require("per_day", new Reason.WriteBudgetPerDay())?.Amount(LargestBudget);
    }
}
