using System.Globalization;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Web.Api;

/// <summary>What a policy does about one missed call.</summary>
/// <param name="Policy">Its name.</param>
/// <param name="Version">Names the texts it was read from.</param>
/// <param name="Mode">live, observe or off; a policy that is off makes no attempts.</param>
/// <param name="Timezone">The zone of every <c>local</c>.</param>
/// <param name="MissedAt">When the call was missed.</param>
/// <param name="MissedLocal">The same on the policy's clock.</param>
/// <param name="Note">What had to be decided about that time: the clock skipped it or showed it twice.</param>
/// <param name="Number">The caller; null when no number was told.</param>
/// <param name="Attempts">In order. The last has no outcome where the outcomes end before the case does: it is the next one.</param>
/// <param name="End">How the case ends; null while it is open.</param>
/// <param name="IfNobodyAnswers">How an open case ends when nobody ever answers.</param>
/// <param name="OutcomesNotNeeded">How many outcomes were left when the case ended.</param>
/// <param name="Assumptions">What the times rest on.</param>
/// <param name="Covered">Whether the policy takes such a call; null when nothing of the call was told.</param>
public sealed record ExplanationView(
    string Policy,
    string Version,
    string Mode,
    string Timezone,
    Instant MissedAt,
    string MissedLocal,
    Reason? Note,
    ExplainedNumberView? Number,
    IReadOnlyList<ExplainedAttemptView> Attempts,
    ExplainedEndView? End,
    ExplainedEndView? IfNobodyAnswers,
    int OutcomesNotNeeded,
    Reason Assumptions,
    ExplainedCoverView? Covered)
{
    internal static ExplanationView Of(ExplainQuestion question, Explanation explanation, CoverAnswer? covered)
    {
        var zone = question.Policy.Zone;
        return new ExplanationView(
            question.Policy.Name,
            question.Policy.Version,
            Words.Of(question.Policy.Mode),
            zone.Id,
            explanation.MissedAt,
            Local(explanation.MissedAt, zone),
            question.Missed.Note,
            question.Number is { } n ? new ExplainedNumberView(n.Number.E164, n.Zone?.Id, n.IsVip, n.RefusedBy) : null,
            [.. explanation.Attempts.Select(Attempt)],
            End(explanation.End),
            End(explanation.IfNobodyAnswers),
            explanation.NotNeeded,
            explanation.Assumptions,
            covered is null ? null : new ExplainedCoverView(covered.Covered, covered.Why));

        ExplainedAttemptView Attempt(ExplainedAttempt a) => new(
            a.Number,
            a.At,
            Local(a.At, zone),
            explanation.CustomerZone is { } customer ? Local(a.At, customer) : null,
            a.Assumed is { } outcome ? Words.Of(outcome) : null,
            a.Why,
            a.Rule,
            [.. a.Avoided.Select(v => new AvoidanceView(Words.Of(v.Rule), v.From, v.Until, v.Why))]);

        ExplainedEndView? End(ExplainedEnd? e) => e is null ? null : new(e.At, Local(e.At, zone), e.Attempts, Words.Of(e.Disposition), e.Why);
    }

    private static string Local(Instant at, DateTimeZone zone) =>
        at.InZone(zone).ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <summary>The caller, as the numbers file sees them.</summary>
/// <param name="E164">The number.</param>
/// <param name="Timezone">The zone, when the number tells it.</param>
/// <param name="Vip">Whether the caller goes before all others.</param>
/// <param name="RefusedBy">The number guard's rule that refuses the caller: the case would close as blocked at once. Null when the caller may be called.</param>
public sealed record ExplainedNumberView(string E164, string? Timezone, bool Vip, string? RefusedBy);

/// <summary>One attempt.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">When it is made.</param>
/// <param name="Local">The same on the policy's clock.</param>
/// <param name="CustomerLocal">The same on the customer's clock, when the number tells the zone.</param>
/// <param name="Outcome">How it is assumed to end; null for the next one.</param>
/// <param name="Why">The rule that put it there, and what moved it.</param>
/// <param name="Rule">The rule that put it there.</param>
/// <param name="Avoided">What it was kept out of.</param>
public sealed record ExplainedAttemptView(
    int Number, Instant At, string Local, string? CustomerLocal, string? Outcome, Reason Why, Reason Rule, IReadOnlyList<AvoidanceView> Avoided);

/// <summary>A time that was not taken.</summary>
/// <param name="Rule">hours, holiday, busy_hours, quiet_hours, per_number_per_day, daypart or not_before.</param>
/// <param name="From">That time.</param>
/// <param name="Until">What was looked at instead.</param>
/// <param name="Why">For people.</param>
public sealed record AvoidanceView(string Rule, Instant From, Instant Until, Reason Why);

/// <summary>The end of the case.</summary>
/// <param name="At">When it is closed.</param>
/// <param name="Local">The same on the policy's clock.</param>
/// <param name="Attempts">How many were made in all.</param>
/// <param name="Disposition">As what it is closed.</param>
/// <param name="Why">Why.</param>
public sealed record ExplainedEndView(Instant At, string Local, int Attempts, string Disposition, Reason Why);

/// <summary>Whether the policy takes such a call.</summary>
public sealed record ExplainedCoverView(bool Covered, Reason Why);
