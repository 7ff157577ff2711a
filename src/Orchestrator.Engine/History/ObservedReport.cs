using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Replay;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.History;

/// <summary>What one policy would have done while it was observed. The shape of <c>policy observed --json</c>; its parts are those of a replay.</summary>
/// <param name="WithoutOperator">Those at which no operator was free; live they would have waited.</param>
/// <param name="RangAgain">Callers who did not wait for us.</param>
/// <param name="FirstAttempt">From the missed call to the first attempt.</param>
/// <param name="OperatorMinutes">Each attempt rings to its end.</param>
/// <param name="Avoided">What attempts were kept out of, by rule.</param>
internal sealed record ObservedReport(
    string Policy,
    long Open,
    CaseFigures Cases,
    AttemptFigures Attempts,
    long WithoutOperator,
    RangAgainFigures RangAgain,
    DelayFigures? FirstAttempt,
    double OperatorMinutes,
    ImmutableArray<Tally> Avoided)
{
    /// <summary>Of one policy's cases and the attempts that they would have had, those in the order of their times.</summary>
    public static ObservedReport Of(string policy, DateTimeZone zone, IReadOnlyCollection<ObservedCaseRow> cases, IReadOnlyCollection<WouldCallRow> attempts)
    {
        var (tally, perCase, delay) = (new AttemptTally(), new Distribution(), new Distribution());
        foreach (var attempt in attempts)
        {
            tally.Add(attempt.At.InZone(zone), []);
        }

        foreach (var row in cases)
        {
            perCase.Add(row.Attempts);
            if (row.FirstAt is { } first)
            {
                delay.Add((long)(first - row.OpenedAt).TotalSeconds);
            }
        }

        return new ObservedReport(
            policy,
            cases.Count(c => c.Disposition is null),
            new CaseFigures(cases.Count, cases.Sum(c => Math.Max(0, c.Calls - 1)), Counted(cases.Select(c => Words.Of(c.Disposition)).OfType<string>())),
            tally.Figures(perCase),
            attempts.Count(a => a.OperatorsFree == 0),
            new RangAgainFigures(
                cases.Count(c => c.Disposition == Disposition.CalledAgain && c.Attempts == 0),
                cases.Count(c => c.CallsBeforeFirst > 1),
                cases.Count(c => c.Disposition == Disposition.CalledAgain && c.Attempts > 0),
                cases.Count(c => c.Calls > c.CallsBeforeFirst)),
            DelayFigures.Of(delay),
            Math.Round(attempts.Sum(a => (a.Until - a.At).TotalMinutes), 1, MidpointRounding.AwayFromZero),
            Counted(attempts.SelectMany(a => a.Avoided.Split(',', StringSplitOptions.RemoveEmptyEntries))));
    }

    private static ImmutableArray<Tally> Counted(IEnumerable<string> words) =>
        [.. words.CountBy(w => w, StringComparer.Ordinal).OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => new Tally(w.Key, w.Value))];
}
