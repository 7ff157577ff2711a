using NodaTime;
using Orchestrator.Core.Policies.Reading;

namespace Orchestrator.Core.Policies;

/// <summary>Reads a policy from the nodes of its file. Reports everything that is wrong at once.</summary>
public static class PolicyReader
{
    private static readonly string[] Known =
    [
        "policy", "mode", "covers", "timezone", "hours", "first_attempt", "attempts", "give_up_after", "retry", "operators", "customer", "limits",
    ];

    private static readonly string[] NotYet = ["holidays", "busy_hours", "priority", "record", "notify", "quiet_hours"];

    /// <param name="root">The file's content.</param>
    /// <param name="version">The file's <see cref="PolicyVersion"/>.</param>
    public static PolicyReading Read(SourceNode root, string version)
    {
        var findings = new List<PolicyFinding>();
        var policy = new Field(root, "", findings).Fields(Known, NotYet) is { } fields ? Read(fields, version) : null;
        return new PolicyReading(
            findings.Exists(f => f.Severity == FindingSeverity.Error) ? null : policy,
            [.. findings.OrderBy(f => f.Line).ThenBy(f => f.Column)]);
    }

    private static Policy? Read(FieldSet fields, string version)
    {
        var name = fields.Require("policy", "Write a name, such as policy: sales")
            ?.Text(SafeText.IsName, "not a policy's name", "Write letters, digits, _, . and -, such as policy: sales");
        var zone = fields.Require("timezone", "Write a zone's name, such as timezone: Europe/Moscow") is { } timezone ? Zone(timezone) : null;
        var operators = fields.Require("operators", "Write operators: { from: queue sales }") is { } o ? OperatorsReader.Read(o) : null;
        var customer = fields.Require("customer", "Write customer: { dial: \"PJSIP/{number}@trunk\" }") is { } c ? CustomerReader.Read(c) : null;
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
            Mode = fields.Find("mode")?.Word<PolicyMode>(Words.Of(PolicyMode.Observe)) ?? draft.Mode,
            Covers = fields.Find("covers") is { } covers ? CoversReader.Read(covers) : draft.Covers,
            Hours = fields.Find("hours") is { } hours ? HoursReader.Read(hours) ?? draft.Hours : draft.Hours,
            FirstAttemptAfter = FirstAttempt(fields.Find("first_attempt")) ?? draft.FirstAttemptAfter,
            Attempts = fields.Find("attempts")?.Whole(1, 50) ?? draft.Attempts,
            GiveUpAfter = fields.Find("give_up_after")?.Span(Duration.FromSeconds(1), Duration.FromDays(90)) ?? draft.GiveUpAfter,
            Limits = fields.Find("limits") is { } limits ? ReadLimits(limits) : draft.Limits,
        };
    }

    private static DateTimeZone? Zone(Field field)
    {
        const string suggestion = "Write the name of a time zone such as Europe/Moscow";
        if (field.Text(suggestion) is not { } id)
        {
            return null;
        }

        var zones = DateTimeZoneProviders.Tzdb;
        var zone = zones.GetZoneOrNull(id);
        if (zone is null)
        {
            field.RefuseUnknown("not a known time zone", id, zones.Ids, suggestion);
        }

        return zone;
    }

    private static Duration? FirstAttempt(Field? field)
    {
        var fields = field?.Fields(["after"], []);
        return fields?.Require("after", "Write first_attempt: { after: 30s }")?.Span(Duration.Zero, Duration.FromHours(24));
    }

    private static Limits ReadLimits(Field field)
    {
        var defaults = new Limits();
        return field.Fields(["per_number_per_day", "concurrent", "live_callers_first"], ["quiet_hours"]) is not { } fields
            ? defaults
            : new Limits
            {
                PerNumberPerDay = fields.Find("per_number_per_day")?.Whole(1, 50) ?? defaults.PerNumberPerDay,
                Concurrent = fields.Find("concurrent")?.Whole(1, 1000) ?? defaults.Concurrent,
                LiveCallersFirst = fields.Find("live_callers_first")?.Flag() ?? defaults.LiveCallersFirst,
            };
    }
}
