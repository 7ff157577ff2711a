using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Policies.Reading;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies;

/// <summary>Reads a policy from the nodes of its file. Reports everything that is wrong at once.</summary>
public static class PolicyReader
{
    private static readonly string[] Known =
    [
        "policy", "mode", "covers", "timezone", "hours", "holidays", "busy_hours", "first_attempt", "attempts", "give_up_after", "retry", "priority",
        "operators", "customer", "limits", "record", "notify",
    ];

    /// <summary>What every policy says for itself: <c>defaults.yaml</c> has none of these.</summary>
    private static readonly string[] Own = ["policy", "covers"];

    /// <param name="root">The file's content.</param>
    /// <param name="version">The <see cref="PolicyVersion"/> of the file and its defaults.</param>
    /// <param name="defaults">The content of <c>defaults.yaml</c>, without errors (<see cref="CheckDefaults"/>); null when there is none.</param>
    public static PolicyReading Read(SourceNode root, string version, SourceNode? defaults = null)
    {
        var findings = new List<PolicyFinding>();
        var source = defaults is null ? root : Inheritance.Merge(root, defaults);
        var policy = new Field(source, "", findings).Fields(Known) is { } fields ? Read(fields, version) : null;
        return new PolicyReading(findings.Exists(f => f.Severity == FindingSeverity.Error) ? null : policy, PolicyFinding.InOrder(findings)) { Source = source };
    }

    /// <summary>What is wrong with the content of <c>defaults.yaml</c>.</summary>
    public static ImmutableArray<PolicyFinding> CheckDefaults(SourceNode root)
    {
        var findings = new List<PolicyFinding>();
        if (root is SourceNode.Mapping mapping)
        {
            var field = new Field(root, "", findings) { IsPart = true };
            foreach (var entry in mapping.Entries.Where(e => Own.Contains(e.Name.Text)))
            {
                field.NameOf(entry).Refuse(new Reason.NotInherited(), new Reason.WriteIntoEachPolicy());
            }

            root = new SourceNode.Mapping(mapping.Place, mapping.Entries.RemoveAll(e => Own.Contains(e.Name.Text)));
        }

        if (new Field(root, "", findings) { IsPart = true }.Fields([.. Known.Except(Own, StringComparer.Ordinal)]) is { } fields)
        {
            Read(fields, "");
        }

        return PolicyFinding.InOrder(findings);
    }

    private static Policy Read(FieldSet fields, string version)
    {
        var name = fields.Require("policy", new Reason.WritePolicyName())
            ?.Name(new Reason.NotAPolicyName(), new Reason.WritePolicyNameOfLetters());
        var zone = fields.Require("timezone", new Reason.WriteZoneField()) is { } timezone ? ZoneText.Read(timezone) : null;
        var operators = fields.Require("operators", new Reason.WriteOperatorsField()) is { } o ? OperatorsReader.Read(o) : null;
        var customer = fields.Require("customer", new Reason.WriteCustomerField()) is { } c ? CustomerReader.Read(c) : null;
        var draft = new Policy
        {
            Name = name ?? "",
            Version = version,
            Zone = zone ?? DateTimeZone.Utc,
            Operators = operators ?? new OperatorRules(),
            Customer = customer ?? new CustomerRules { Dial = "" },
            Retry = RetryReader.Read(fields.Find("retry")),
        };
        return draft with
        {
            Mode = fields.Find("mode")?.Word<PolicyMode>() ?? draft.Mode,
            Covers = fields.Find("covers") is { } covers ? CoversReader.Read(covers) : draft.Covers,
            Hours = Hours(fields) ?? draft.Hours,
            BusyHours = fields.Find("busy_hours") is { } busy ? WindowsReader.BusyHours(busy) : draft.BusyHours,
            FirstAttemptAfter = FirstAttempt(fields.Find("first_attempt")) ?? draft.FirstAttemptAfter,
            Attempts = fields.Find("attempts")?.Whole(1, 50) ?? draft.Attempts,
            GiveUpAfter = fields.Find("give_up_after")?.Span(Duration.FromSeconds(1), Duration.FromDays(90)) ?? draft.GiveUpAfter,
            Priority = fields.Find("priority") is { } priority ? ReadPriority(priority) : draft.Priority,
            Limits = fields.Find("limits") is { } limits ? ReadLimits(limits) : draft.Limits,
            Record = fields.Find("record")?.Flag() ?? draft.Record,
            Notify = fields.Find("notify") is { } notify ? NotifyReader.Read(notify) : draft.Notify,
        };
    }

    private static OpeningHours? Hours(FieldSet fields)
    {
        var week = fields.Find("hours") is { } hours ? HoursReader.Read(hours) : OpeningHours.Always;
        return fields.Find("holidays") is { } holidays && HolidaysReader.Read(holidays) is { IsEmpty: false } days && week is not null
            ? week with { Holidays = days }
            : week;
    }

    private static Duration? FirstAttempt(Field? field)
    {
        if (field is { Node: not SourceNode.Mapping })
        {
            field.Refuse(new Reason.FieldsExpected(), new Reason.WriteFirstAttemptField());
            return null;
        }

        return field?.Fields("after")?.Find("after")?.Span(Duration.Zero, Duration.FromHours(24));
    }

    private static PriorityRules ReadPriority(Field field)
    {
        const int most = 1000;
        var defaults = new PriorityRules();
        return field.Fields("base", "per_attempt", "vip", "per_hour_waiting") is not { } fields
            ? defaults
            : new PriorityRules
            {
                Base = fields.Find("base")?.Whole(-most, most) ?? defaults.Base,
                PerAttempt = fields.Find("per_attempt")?.Whole(-most, most) ?? defaults.PerAttempt,
                Vip = fields.Find("vip")?.Whole(-most, most) ?? defaults.Vip,
                PerHourWaiting = fields.Find("per_hour_waiting")?.Whole(0, most) ?? defaults.PerHourWaiting,
            };
    }

    private static Limits ReadLimits(Field field)
    {
        var defaults = new Limits();
        return field.Fields("per_number_per_day", "concurrent", "live_callers_first", "quiet_hours") is not { } fields
            ? defaults
            : new Limits
            {
                PerNumberPerDay = fields.Find("per_number_per_day")?.Whole(1, 50) ?? defaults.PerNumberPerDay,
                Concurrent = fields.Find("concurrent")?.Whole(1, 1000) ?? defaults.Concurrent,
                LiveCallersFirst = fields.Find("live_callers_first")?.Flag() ?? defaults.LiveCallersFirst,
                QuietHours = fields.Find("quiet_hours") is { } quiet ? WindowsReader.QuietHours(quiet) : null,
            };
    }
}
