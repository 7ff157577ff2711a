using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Reasons;
using Orchestrator.Core.Replay;

namespace Orchestrator.Engine.History;

/// <summary>One line of the report: a figure of each side. A line without a figure is a heading.</summary>
/// <param name="Of">The figure of a report; null where it has none.</param>
/// <param name="Written">How it is written; null: as any figure.</param>
internal sealed record ReplayRow(string Label, Func<ReplayReport, double?>? Of = null, Func<double, string>? Written = null);

/// <summary>The lines of a report for people.</summary>
internal static class ReplayRows
{
    /// <param name="say">The reader's language.</param>
    /// <param name="reports">The reports that are to be shown side by side; a line that none of them has is left out.</param>
    public static IReadOnlyList<ReplayRow> Of(Language say, IReadOnlyList<ReplayReport> reports) =>
    [
        .. All(say, reports).Where(row => row.Of is null || reports.Any(r => row.Of(r) is not null)),
    ];

    private static IEnumerable<ReplayRow> All(Language say, IReadOnlyList<ReplayReport> reports) =>
    [
        new(say.Text("cli.row_missed_calls")),
        new(say.Text("cli.row_covered"), r => r.Calls.Covered),
        .. reports.SelectMany(r => r.Calls.NotCovered).Select(u => u.What).Distinct().Select(what => new ReplayRow(
            say.Text("cli.row_not_covered", ("what", what)), r => r.Calls.NotCovered.FirstOrDefault(u => u.What == what)?.Count ?? 0)),
        .. Counted(reports, r => [.. r.Calls.Reasons.Select(c => new Tally(c.Reason, c.Covered))], what => say.Text("cli.row_covered_reason", ("what", Words.Parse<MissReason>(what)))),
        new(say.Text("cli.row_cases_unanswered")),
        new(say.Text("cli.row_opened"), r => r.Cases.Opened),
        new(say.Text("cli.row_joined"), r => r.Cases.Joined),
        .. Counted(reports, r => r.Cases.Dispositions, what => say.Text("cli.row_closed_as", ("disposition", Words.Parse<Disposition>(what)))),
        new(say.Text("cli.row_rang_again")),
        new(say.Text("cli.row_before_first_answered"), r => r.RangAgain.AnsweredBeforeFirstAttempt),
        new(say.Text("cli.row_before_first_missed"), r => r.RangAgain.MissedBeforeFirstAttempt),
        new(say.Text("cli.row_after_it_answered"), r => r.RangAgain.AnsweredAfterFirstAttempt),
        new(say.Text("cli.row_after_it_missed"), r => r.RangAgain.MissedAfterFirstAttempt),
        new(say.Text("cli.row_to_first")),
        new(say.Text("cli.row_median"), r => r.FirstAttempt?.MedianSeconds, s => Span(say, s)),
        new(say.Text("cli.row_nine_in_ten"), r => r.FirstAttempt?.P90Seconds, s => Span(say, s)),
        new(say.Text("cli.row_attempts_unanswered")),
        new(say.Text("cli.row_in_all"), r => r.Attempts.Total),
        new(say.Text("cli.row_day_least"), r => r.Attempts.PerDay?.Least),
        new(say.Text("cli.row_day_median"), r => r.Attempts.PerDay?.Median),
        new(say.Text("cli.row_day_most"), r => r.Attempts.PerDay?.Most),
        new(say.Text("cli.row_hour_most"), r => r.Attempts.BusiestHour?.Attempts),
        new(say.Text("cli.row_case_least"), r => r.Attempts.PerCase?.Least),
        new(say.Text("cli.row_case_median"), r => r.Attempts.PerCase?.Median),
        new(say.Text("cli.row_case_most"), r => r.Attempts.PerCase?.Most),
        .. reports.SelectMany(r => r.Attempts.Dayparts).Select(d => d.Daypart).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(daypart => new ReplayRow(say.Text("cli.row_near_daypart", ("daypart", daypart)), r => r.Attempts.Dayparts.FirstOrDefault(d => d.Daypart == daypart)?.Share, say.Share)),
        new(say.Text("cli.row_near_no_daypart"), r => r.Attempts.Dayparts.IsEmpty ? null : r.Attempts.OutsideDayparts),
        new(say.Text("cli.row_outside_other"), r => r.OutsideOther?.Attempts),
        new(say.Text("cli.row_not_covered_by_other"), r => r.OutsideOther?.NotCovered),
        new(say.Text("cli.row_operator_minutes"), r => r.OperatorMinutes),
        .. reports.Any(r => !r.Avoided.IsEmpty) ? [new ReplayRow(say.Text("cli.row_moved_out_of"))] : ImmutableArray<ReplayRow>.Empty,
        .. Counted(reports, r => r.Avoided, what => say.Text("cli.row_avoided", ("what", Words.Parse<AvoidedBy>(what)))),
        .. reports.Any(r => r.Estimate is not null) ? [new ReplayRow(say.Text("cli.row_to_be_expected"))] : ImmutableArray<ReplayRow>.Empty,
        new(say.Text("cli.row_reached"), r => r.Estimate?.Recoveries),
        new(say.Text("cli.row_reached_low"), r => r.Estimate?.RecoveriesLow),
        new(say.Text("cli.row_reached_high"), r => r.Estimate?.RecoveriesHigh),
        new(say.Text("cli.row_attempts"), r => r.Estimate?.Attempts),
        new(say.Text("cli.row_minutes_with_talks"), r => r.Estimate?.OperatorMinutes),
    ];

    private static IEnumerable<ReplayRow> Counted(IReadOnlyList<ReplayReport> reports, Func<ReplayReport, ImmutableArray<Tally>> tallies, Func<string, string> label) =>
        reports.SelectMany(r => tallies(r)).Select(t => t.What).Distinct(StringComparer.Ordinal)
            .Select(what => new ReplayRow(
                label(what),
                r => tallies(r).FirstOrDefault(t => t.What == what)?.Count ?? 0));

    /// <summary>In its two largest units.</summary>
    private static string Span(Language say, double seconds)
    {
        var length = Duration.FromSeconds(Math.Floor(Math.Abs(seconds)));
        var shown = length.TotalDays >= 1 ? Duration.FromHours(Math.Floor(length.TotalHours)) : length.TotalHours >= 1 ? Duration.FromMinutes(Math.Floor(length.TotalMinutes)) : length;
        return (seconds < 0 ? "-" : "") + say.Text("cli.span", ("span", shown));
    }
}
