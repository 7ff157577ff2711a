using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Xunit;

namespace Orchestrator.Tests.Planning;

/// <summary>
/// What holds for every policy, every start, every sequence of outcomes and every zone. A fixed seed; with PROPERTY_RUNS=20000 in the environment
/// as many cases of a new seed each time.
/// </summary>
public sealed class PlannerPropertyTests
{
    private static readonly Config Runs = int.TryParse(Environment.GetEnvironmentVariable("PROPERTY_RUNS"), CultureInfo.InvariantCulture, out var runs)
        ? Config.QuickThrowOnFailure.WithMaxTest(runs)
        : Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261121, 7);

    [Fact]
    public void EveryAttempt_LiesInsideHoursAndNotOnASpecialDaysClosedTime() => Holds(life => life.Attempts.All(a =>
        PlainRules.IsOpen(life.Scenario.Policy.Hours, a.Attempt.At, life.Scenario.Policy.Zone)));

    [Fact]
    public void EveryAttempt_LiesOutsideTheCustomersQuietHours() => Holds(life => life.Scenario.Policy.Limits.QuietHours is not { } quiet
        || life.Attempts.All(a => !PlainRules.IsIn(quiet, a.Attempt.At, life.Scenario.CustomerZone ?? life.Scenario.Policy.Zone)));

    [Fact]
    public void EveryRetry_LiesOutsideBusyHours() => Holds(life => life.Attempts.All(a => !PlainRules.IsRetry(a.Seen.History)
        || !life.Scenario.Policy.BusyHours.Any(busy => PlainRules.IsIn(busy, a.Attempt.At, life.Scenario.Policy.Zone))));

    [Fact]
    public void EveryAttempt_KeepsTheLimitOfItsNumber() => Holds(life => life.Attempts.All(a =>
        !PlainRules.IsDialledTooOften(a.Seen.History, a.Attempt.At, life.Scenario.Policy.Limits.PerNumberPerDay)));

    [Fact]
    public void EveryDaypart_WasNotMissedOnThatDayNorTheDayBefore() => Holds(life => ChosenDayparts(life).All(c =>
        !c.Misses.Any(m => m.Daypart == c.Chosen.TimeOfDay && Period.DaysBetween(m.Date, c.Chosen.Date) is 0 or 1)));

    [Fact]
    public void EveryDaypart_IsNotTakenBeforeALessTriedOneThatFitsUntilTheEndOfThatDay() => Holds(life => ChosenDayparts(life).All(c =>
    {
        var (policy, history) = (life.Scenario.Policy, c.Seen.History);
        var first = history.Attempts[^1].EndedAt.InZone(policy.Zone).Date;
        var fitting =
            from date in Enumerable.Range(0, Period.DaysBetween(first, c.Chosen.Date) + 1).Select(first.PlusDays)
            from daypart in c.Rule.Dayparts
            where c.Times(daypart) < c.Times(c.Chosen.TimeOfDay) && !c.Misses.Any(m => m.Daypart == daypart && Period.DaysBetween(m.Date, date) is 0 or 1)
            let at = WallClock.InstantOf(date + daypart, policy.Zone)
            where at > history.Attempts[^1].EndedAt && PlainRules.IsAllowedRetry(policy, history, life.Scenario.CustomerZone, at)
            select at;
        return !fitting.Any();
    }));

    [Fact]
    public void EveryStep_IsNotInThePastNorBeforeWhatWasAskedForNorTooLate() => Holds(life => life.Seen.All(seen => seen.Step is NextStep.Close
        || (Seen.TimeOf(seen.Step) >= seen.Now
            && (seen.History.NotBefore is not { } notBefore || Seen.TimeOf(seen.Step) >= notBefore)
            && Seen.TimeOf(seen.Step) < life.Scenario.Start + life.Scenario.Policy.GiveUpAfter)));

    [Fact]
    public void EveryCase_EndsInAClosing() => Holds(life => life.Seen[^1].Step is NextStep.Close);

    [Fact]
    public void Attempts_NeverExceedThePolicys() => Holds(life => CaseTally.AttemptsUsed(life.History) <= life.Scenario.Policy.Attempts);

    [Fact]
    public void EveryStep_SaysWhyAndWhatItAvoided() => Holds(life => life.Seen.All(seen =>
        seen.Step.Why.ToString().Length > 0 && seen.Step.Avoided.All(a => a.From < a.Until && a.Why.ToString().Length > 0)));

    [Fact]
    public void Planning_SameInput_SameSteps() => Holds(life => life.Scenario.Live().Seen.Select(s => s.Step).SequenceEqual(life.Seen.Select(s => s.Step)));

    [Fact]
    public void OneMoreClosedDay_NeverMakesAStepEarlier() => Check.One(Runs, Prop.ForAll(
        Scenarios.All,
        Scenarios.DaysFromStart.ToArbitrary(),
        (scenario, day) =>
        {
            var policy = scenario.Policy;
            var closed = PlainRules.WithClosed(policy.Hours, scenario.Start.InZone(policy.Zone).Date.PlusDays(day));
            return NeverEarlier(scenario.Live(), policy with { Hours = closed });
        }));

    [Fact]
    public void OneMoreClosedWeekday_NeverMakesAStepEarlier() => Check.One(Runs, Prop.ForAll(
        Scenarios.All,
        Gen.Choose(1, 7).Select(d => (IsoDayOfWeek)d).ToArbitrary(),
        (scenario, weekday) =>
        {
            var hours = scenario.Policy.Hours;
            var shorter = hours with { Windows = [.. hours.Windows.Where(w => w.Day != weekday)] };

            // A week without windows means always.
            return shorter.Windows.IsEmpty || NeverEarlier(scenario.Live(), scenario.Policy with { Hours = shorter });
        }));

    [Fact]
    public void ALaterLook_NeverMakesAStepEarlier() => Check.One(Runs, Prop.ForAll(
        Scenarios.All,
        Gen.Choose(1, 3000).Select(m => Duration.FromMinutes(m)).ToArbitrary(),
        (scenario, later) => scenario.Live().Seen.All(seen =>
            Seen.TimeOf(Planner.Next(scenario.Policy, seen.History, seen.Now + later)) >= Seen.TimeOf(seen.Step))));

    /// <summary>The retries that stand at a daypart, with what was missed before by the plain rule: the nearest daypart, up to two hours away.</summary>
    private static IEnumerable<ChosenDaypart> ChosenDayparts(Life life) =>
        from attempt in life.Attempts
        let step = attempt.Attempt
        where step.Rule is Reason.AtAnotherTime { Choice: Reason.NextDaypart or Reason.DaypartAgain } && step.Why == step.Rule
        let history = attempt.Seen.History
        let rule = (RetryRule.OtherDaypart)life.Scenario.Policy.Retry[history.Attempts[^1].Outcome]
        let local = step.At.InZone(life.Scenario.Policy.Zone).LocalDateTime
        where rule.Dayparts.Contains(local.TimeOfDay)
        select new ChosenDaypart(attempt.Seen, rule, local, [.. PlainRules.MissedDayparts(life.Scenario.Policy, history, rule.Dayparts)]);

    private sealed record ChosenDaypart(Seen Seen, RetryRule.OtherDaypart Rule, LocalDateTime Chosen, List<(LocalDate Date, LocalTime Daypart)> Misses)
    {
        public int Times(LocalTime daypart) => Misses.Count(m => m.Daypart == daypart);
    }

    private static bool NeverEarlier(Life life, Policy stricter) => life.Seen.All(seen =>
        Seen.TimeOf(Planner.Next(stricter, seen.History, seen.Now)) >= Seen.TimeOf(seen.Step));

    private static void Holds(Func<Life, bool> property) => Check.One(Runs, Prop.ForAll(Scenarios.All, scenario => property(scenario.Live())));
}
