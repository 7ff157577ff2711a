using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Planning;

/// <summary>One question to the planner, and how a time that a rule wants becomes a time that is allowed.</summary>
internal sealed record Plan(Policy Policy, CaseHistory History, Instant Now, Instant Deadline)
{
    /// <summary>When the latest missed call is to be called back.</summary>
    public Instant FirstAfter => History.MissedAt + Policy.FirstAttemptAfter;

    public Barriers Barriers(bool isRetry) => new(Policy, History, Deadline, keepsOutOfBusyHours: isRetry);

    /// <summary>Moves the time that a rule wants to the first one with nothing in the way.</summary>
    public PlannedTime Settle(Instant wanted, string why, Barriers barriers, ImmutableArray<Avoidance> passedOver = default)
    {
        var moves = new List<Avoidance>();
        var at = wanted;
        if (History.NotBefore is { } notBefore && at < notBefore)
        {
            moves.Add(new Avoidance(AvoidedBy.NotBefore, at, notBefore, $"not before {TimeOf(notBefore)} as asked"));
            at = notBefore;
        }

        at = barriers.Pass(Instant.Max(at, Now), moves);
        return new PlannedTime(this, wanted, at, why, passedOver.IsDefault ? [] : passedOver, moves);
    }

    public string TimeOf(Instant at) => Phrases.Of(at, Now, Policy.Zone);

    /// <summary><c>next daypart 10:00 Europe/Moscow on Tuesday</c></summary>
    public string Words(DaypartChoice choice)
    {
        if (choice.Daypart is not { } daypart)
        {
            return choice.At < Deadline ? "no daypart could be used, so at any time" : "no daypart can be used in time";
        }

        var day = choice.At.InZone(Policy.Zone).Date;
        return (choice.Again ? "daypart" : "next daypart")
            + $" {Phrases.Of(daypart)} {Policy.Zone.Id}"
            + (day == Now.InZone(Policy.Zone).Date ? "" : $" on {day.DayOfWeek}")
            + (choice.Again ? " again, as no other fitted for days" : "");
    }
}

/// <summary>A time that is allowed, and the way to it.</summary>
/// <param name="Wanted">What the rule of retrying wanted.</param>
/// <param name="At">What came of it; at or after the deadline when nothing fits.</param>
/// <param name="Reason">Why the rule wanted that.</param>
/// <param name="PassedOver">Dayparts that were no choice.</param>
/// <param name="Moves">From the wanted time to this.</param>
internal sealed record PlannedTime(
    Plan Plan, Instant Wanted, Instant At, string Reason, ImmutableArray<Avoidance> PassedOver, List<Avoidance> Moves)
{
    // A policy whose rules leave nothing open moves from wall to wall for weeks; the first few tell it.
    private const int MostMoves = 12;
    private const int MostTold = 4;

    public bool WaitsForTheLimit => Moves.Exists(m => m.Rule == AvoidedBy.PerNumberPerDay);

    public ImmutableArray<Avoidance> Avoided => [.. PassedOver, .. Moves.Take(MostMoves)];

    /// <summary>The reason, and each move with its own.</summary>
    public string Why() => Moves.Count == 0 ? Reason : string.Join("; ", Moves.Take(MostTold).Select(Told).Prepend(Reason).Concat(Rest()));

    private IEnumerable<string> Rest() => Moves.Count > MostTold ? [$"and so on until {Plan.TimeOf(At)}"] : [];

    private string Told(Avoidance move) => move.Rule switch
    {
        AvoidedBy.NotBefore => move.Why,
        AvoidedBy.Hours or AvoidedBy.Holiday => $"{move.Why}, moved to opening at {Plan.TimeOf(move.Until)}",
        AvoidedBy.PerNumberPerDay => $"{move.Why}, the next is free at {Plan.TimeOf(move.Until)}",
        _ => $"{move.Why}, moved to {Plan.TimeOf(move.Until)}",
    };
}
