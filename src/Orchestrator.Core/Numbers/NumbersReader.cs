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

    private static readonly Reason PatternSuggestion = new Reason.WriteNumbersOrPrefixes();
    private static readonly Reason RuleSuggestion = new Reason.WriteNationalRules();
    private static readonly Reason ResponsibleSuggestion = new Reason.WriteResponsible();
    private static readonly string[] Known = ["country", "national", "allow", "deny", "own", "caps", "vip", "do_not_call", "responsible", "zones"];

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
        var country = fields.Require("country", new Reason.WriteCountryField())
            ?.Text(t => IsPrefix(t) && t.Length is > 1 and <= 4, new Reason.NotACountryCode(), new Reason.WriteCountryCode());
        if (fields.Find("national") is null)
        {
            file.Missing("national").Warn(new Reason.NationalMissing(), RuleSuggestion);
        }

        return new NumberPlan
        {
            Country = country,
            National = [.. (fields.Find("national")?.Items(RuleSuggestion) ?? []).Select(Rule).OfType<NationalRule>()],
            Allow = Patterns(fields.Find("allow")),
            Deny = Patterns(fields.Find("deny")),
            Own = Patterns(fields.Find("own")),
            DoNotCall = Patterns(fields.Find("do_not_call")),
            Vip = Patterns(fields.Find("vip")),
            Responsible = [.. ByPattern(fields.Find("responsible"), ResponsibleSuggestion, Interface).Select(r => new ResponsibleRule(r.Numbers, r.Value))],
            Zones = [.. ByPattern(fields.Find("zones"), new Reason.WriteZones(), ZoneText.Read).Select(z => new ZoneRule(z.Numbers, z.Value))],
            Caps = fields.Find("caps") is { } caps ? Caps(caps) : new NumberCaps(),
        };
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
            ?.Text(IsPrefix, new Reason.NotAnInternationalBeginning(), new Reason.WritePlusAndDigits());
        return becomes is null ? null : new NationalRule(starts, length, becomes);
    }

    private static ImmutableArray<NumberPattern> Patterns(Field? field) =>
        field?.Items(PatternSuggestion) is { } items
            ?
            [
                .. items.Select(i => i.Text(IsPattern, new Reason.NotANumberOrPrefix(), PatternSuggestion))
                    .OfType<string>()
                    .Select(t => new NumberPattern(t)),
            ]
            : [];

    /// <summary>What is written for a number or a prefix, in the order of the file.</summary>
    private static IEnumerable<(NumberPattern Numbers, T Value)> ByPattern<T>(Field? field, Reason suggestion, Func<Field, T?> read) where T : class
    {
        if (field is { Node: not SourceNode.Mapping })
        {
            field.Refuse(new Reason.NamedValuesExpected(), suggestion);
        }

        foreach (var entry in (field?.Node as SourceNode.Mapping)?.Entries ?? [])
        {
            var pattern = field!.NameOf(entry).Text(IsPattern, new Reason.NotANumberOrPrefix(), suggestion);
            if (read(field.Under(entry)) is { } value && pattern is not null)
            {
                yield return (new NumberPattern(pattern), value);
            }
        }
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

    private static bool IsPrefix(string text) => text is ['+', .. { Length: <= 15 } digits] && digits.All(char.IsAsciiDigit);

    private static bool IsPattern(string text) => text is [.. var prefix, '*'] ? IsPrefix(prefix) : PhoneNumber.FromE164(text) is not null;
}
