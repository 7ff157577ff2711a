using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Planning;

/// <summary>One question to the planner, and how a time that a rule wants becomes a time that is allowed.</summary>
internal sealed record Plan(Policy Policy, CaseHistory History, Instant Now, Instant Deadline)
{
    /// <summary>When the latest missed call is to be called back.</summary>
    public Instant FirstAfter => History.MissedAt + Policy.FirstAttemptAfter;

    public Barriers Barriers(bool isRetry) => new(Policy, History, Deadline, keepsOutOfBusyHours: isRetry);

    /// <summary>Moves the time that a rule wants to the first one with nothing in the way.</summary>
    public PlannedTime Settle(Instant wanted, Reason why, Barriers barriers, ImmutableArray<Avoidance> passedOver = default)
    {
        var moves = new List<Avoidance>();
        var at = wanted;
        if (History.NotBefore is { } notBefore && at < notBefore)
        {
            moves.Add(new Avoidance(AvoidedBy.NotBefore, at, notBefore, new Reason.NotBeforeAsked(TimeOf(notBefore))));
            at = notBefore;
        }

        at = barriers.Pass(Instant.Max(at, Now), moves);
        return new PlannedTime(this, wanted, at, why, passedOver.IsDefault ? [] : passedOver, moves);
    }

    public NearTime TimeOf(Instant at) => NearTime.Of(at, Now, Policy.Zone);

    public Reason Choice(DaypartChoice choice)
    {
        if (choice.Daypart is not { } daypart)
        {
            return choice.At < Deadline ? new Reason.NoDaypartUsable() : new Reason.NoDaypartInTime();
        }

        var date = choice.At.InZone(Policy.Zone).Date;
        IsoDayOfWeek? day = date == Now.InZone(Policy.Zone).Date ? null : date.DayOfWeek;
        return choice.Again ? new Reason.DaypartAgain(daypart, Policy.Zone, day) : new Reason.NextDaypart(daypart, Policy.Zone, day);
    }
}

/// <summary>A time that is allowed, and the way to it.</summary>
/// <param name="Wanted">What the rule of retrying wanted.</param>
/// <param name="At">What came of it; at or after the deadline when nothing fits.</param>
/// <param name="Rule">The rule, and why it wanted that.</param>
/// <param name="PassedOver">Dayparts that were no choice.</param>
/// <param name="Moves">From the wanted time to this.</param>
internal sealed record PlannedTime(
    Plan Plan, Instant Wanted, Instant At, Reason Rule, ImmutableArray<Avoidance> PassedOver, List<Avoidance> Moves)
{
    // A policy whose rules leave nothing open moves from wall to wall for weeks; the first few tell it.
    private const int MostMoves = 12;
    private const int MostTold = 4;

    public bool WaitsForTheLimit => Moves.Exists(m => m.Rule == AvoidedBy.PerNumberPerDay);

    public ImmutableArray<Avoidance> Avoided => [.. PassedOver, .. Moves.Take(MostMoves)];

    /// <summary>The reason, and each move with its own.</summary>
    public Reason Why() => Rule.Then(Moves.Take(MostTold).Select(Told).Concat(Rest()));

    private IEnumerable<Reason> Rest() => Moves.Count > MostTold ? [new Reason.AndSoOn(Plan.TimeOf(At))] : [];

    private Reason Told(Avoidance move) => move.Rule switch
    {
        AvoidedBy.NotBefore => move.Why,
        AvoidedBy.Hours or AvoidedBy.Holiday => new Reason.MovedToOpening(move.Why, Plan.TimeOf(move.Until)),
        AvoidedBy.PerNumberPerDay => new Reason.NextIsFree(move.Why, Plan.TimeOf(move.Until)),
        _ => new Reason.MovedTo(move.Why, Plan.TimeOf(move.Until)),
    };
}
