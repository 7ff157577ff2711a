using System.Collections.Immutable;
using System.Globalization;
using Orchestrator.Core.Replay;

namespace Orchestrator.Engine.History;

/// <summary>One line of the report: a figure of each side. A line without a figure is a heading.</summary>
/// <param name="Of">The figure of a report; null where it has none.</param>
/// <param name="Written">How it is written.</param>
internal sealed record ReplayRow(string Label, Func<ReplayReport, double?>? Of = null, Func<double, string>? Written = null);

/// <summary>The lines of a report for people.</summary>
internal static class ReplayRows
{
    /// <param name="reports">The reports that are to be shown side by side; a line that none of them has is left out.</param>
    public static IReadOnlyList<ReplayRow> Of(IReadOnlyList<ReplayReport> reports) =>
    [
        .. All(reports).Where(row => row.Of is null || reports.Any(r => row.Of(r) is not null)),
    ];

    private static IEnumerable<ReplayRow> All(IReadOnlyList<ReplayReport> reports) =>
    [
        new("Missed calls"),
        new("  covered", r => r.Calls.Covered),
        .. Counted(reports, "  not covered: ", r => r.Calls.NotCovered),
        .. Counted(reports, "  covered, ", r => [.. r.Calls.Reasons.Select(c => new Tally(c.Reason, c.Covered))]),
        new("Cases, when nobody ever answers"),
        new("  opened", r => r.Cases.Opened),
        new("  missed calls that joined one", r => r.Cases.Joined),
        .. Counted(reports, "  closed as ", r => r.Cases.Dispositions),
        new("Callers who rang again by themselves"),
        new("  before the first attempt, answered", r => r.RangAgain.AnsweredBeforeFirstAttempt),
        new("  before the first attempt, missed again", r => r.RangAgain.MissedBeforeFirstAttempt),
        new("  after it, answered", r => r.RangAgain.AnsweredAfterFirstAttempt),
        new("  after it, missed again", r => r.RangAgain.MissedAfterFirstAttempt),
        new("From the missed call to the first attempt"),
        new("  median", r => r.FirstAttempt?.MedianSeconds, Seconds),
        new("  nine in ten within", r => r.FirstAttempt?.P90Seconds, Seconds),
        new("Attempts, when nobody ever answers"),
        new("  in all", r => r.Attempts.Total),
        new("  a day: least", r => r.Attempts.PerDay?.Least),
        new("  a day: median", r => r.Attempts.PerDay?.Median),
        new("  a day: most", r => r.Attempts.PerDay?.Most),
        new("  within one hour: most", r => r.Attempts.BusiestHour?.Attempts),
        new("  a case: least", r => r.Attempts.PerCase?.Least),
        new("  a case: median", r => r.Attempts.PerCase?.Median),
        new("  a case: most", r => r.Attempts.PerCase?.Most),
        .. reports.SelectMany(r => r.Attempts.Dayparts).Select(d => d.Daypart).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(daypart => new ReplayRow($"  near {daypart}, share", r => r.Attempts.Dayparts.FirstOrDefault(d => d.Daypart == daypart)?.Share, Percent)),
        new("  near no daypart", r => r.Attempts.Dayparts.IsEmpty ? null : r.Attempts.OutsideDayparts),
        new("  when the other calls nobody", r => r.OutsideOther?.Attempts),
        new("  of calls that the other does not cover", r => r.OutsideOther?.NotCovered),
        new("  operator minutes", r => r.OperatorMinutes),
        .. reports.Any(r => !r.Avoided.IsEmpty) ? [new ReplayRow("Steps that were moved out of")] : ImmutableArray<ReplayRow>.Empty,
        .. Counted(reports, "  ", r => r.Avoided),
        .. reports.Any(r => r.Estimate is not null) ? [new ReplayRow("To be expected, with the answers of the past")] : ImmutableArray<ReplayRow>.Empty,
        new("  customers reached", r => r.Estimate?.Recoveries),
        new("  customers reached, low", r => r.Estimate?.RecoveriesLow),
        new("  customers reached, high", r => r.Estimate?.RecoveriesHigh),
        new("  attempts", r => r.Estimate?.Attempts),
        new("  operator minutes with talks", r => r.Estimate?.OperatorMinutes),
    ];

    private static IEnumerable<ReplayRow> Counted(IReadOnlyList<ReplayReport> reports, string prefix, Func<ReplayReport, ImmutableArray<Tally>> tallies) =>
        reports.SelectMany(r => tallies(r)).Select(t => t.What).Distinct(StringComparer.Ordinal)
            .Select(what => new ReplayRow(
                prefix + what.Replace('_', ' '),
                r => tallies(r).FirstOrDefault(t => t.What == what)?.Count ?? 0));

    public static string Number(double value) => value.ToString("#,0.#", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Seconds(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Abs(seconds));
        var written = span.TotalDays >= 1 ? $"{span.Days}d {span.Hours}h" : span.TotalHours >= 1 ? $"{span.Hours}h {span.Minutes}m" : span.TotalMinutes >= 1 ? $"{span.Minutes}m {span.Seconds}s" : $"{span.Seconds}s";
        return seconds < 0 ? "-" + written : written;
    }
}
