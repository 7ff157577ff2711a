using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Tests.Policies;
using Xunit;
using Outcome = Orchestrator.Core.Attempts.Outcome;

namespace Orchestrator.Tests.Planning;

/// <summary>What holds for every policy, every start and every sequence of outcomes.</summary>
public sealed class PlannerPropertyTests
{
    // Far more than any policy below allows: enough to see that a case ends.
    private const int MostSteps = 3000;

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20261121, 7);

    private static readonly string[] HoursOfWeek =
    [
        "always", "{ mon-fri: 09:00-20:00 }", "{ mon-fri: [09:00-12:00, 13:00-18:00], sat: 10:00-16:00 }", "{ fri-sun: 22:00-06:00 }", "{ sun: 02:15-02:45 }",
    ];

    private static readonly string[] Retries =
    [
        "{}", "{ no_answer: { dayparts: [10:00, 13:00, 19:00] } }", "{ no_answer: { dayparts: [02:30] }, busy: { after: 0s } }",
        "{ invalid: { strike_out: { confirm: 3, after: 10m } }, rejected: { after: 1h, at_most: 2 } }", "{ congestion: { after: 0s, uses_attempt: true } }",
    ];

    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];

    private static readonly Gen<Policy> Policies =
        from hours in Gen.Elements(HoursOfWeek)
        from retry in Gen.Elements(Retries)
        from zone in Gen.Elements(Zones)
        from attempts in Gen.Choose(1, 6)
        from days in Gen.Choose(1, 4)
        from perDay in Gen.Choose(1, 4)
        select PolicyText.Read($$"""
            policy: p
            timezone: {{zone}}
            hours: {{hours}}
            attempts: {{attempts}}
            give_up_after: {{days}}d
            retry: {{retry}}
            limits: { per_number_per_day: {{perDay}} }
            operators: { from: queue sales }
            customer: { dial: "PJSIP/{number}@trunk" }
            """).Policy!;

    // Around both changes of clocks of 2026, in either hemisphere.
    private static readonly Gen<Instant> Starts =
        from month in Gen.Elements(3, 4, 10, 11)
        from minute in Gen.Choose(0, 30 * 24 * 60)
        select Instant.FromUtc(2026, month, 1, 0, 0) + Duration.FromMinutes(minute);

    private static readonly Gen<Outcome[]> Outcomes = Gen.Elements(Enum.GetValues<Outcome>().Except([Outcome.Connected]).ToArray()).NonEmptyListOf().Select(o => o.ToArray());

    private static readonly Arbitrary<Scenario> Scenarios =
        (from policy in Policies from start in Starts from outcomes in Outcomes select new Scenario(policy, start, outcomes)).ToArbitrary();

    [Fact]
    public void EveryAttempt_LiesInsideHoursAndNotInThePast() => Check.One(Runs, Prop.ForAll(Scenarios, s =>
        Play(s).Steps.All(step => step.Step is not NextStep.AttemptAt attempt || (attempt.At >= step.Now && s.Policy.Hours.IsOpen(attempt.At, s.Policy.Zone)))));

    [Fact]
    public void EveryCase_EndsInAClosing() => Check.One(Runs, Prop.ForAll(Scenarios, s => Play(s).Steps[^1].Step is NextStep.Close));

    [Fact]
    public void Attempts_NeverExceedThePolicys() => Check.One(Runs, Prop.ForAll(Scenarios, s =>
        CaseTally.AttemptsUsed(s.Policy, Play(s).History) <= s.Policy.Attempts));

    [Fact]
    public void Attempts_NeverStartAfterTheCaseIsTooOld() => Check.One(Runs, Prop.ForAll(Scenarios, s =>
        Play(s).History.Attempts.All(a => a.StartedAt < s.Start + s.Policy.GiveUpAfter)));

    [Fact]
    public void Dials_NeverExceedTheLimitInAny24Hours() => Check.One(Runs, Prop.ForAll(Scenarios, s =>
    {
        var dials = Play(s).Dials;
        return dials.All(d => dials.Count(other => other <= d && other > d - Duration.FromDays(1)) <= s.Policy.Limits.PerNumberPerDay);
    }));

    [Fact]
    public void Planning_SameInput_SameSteps() => Check.One(Runs, Prop.ForAll(Scenarios, s => Play(s).Steps.SequenceEqual(Play(s).Steps)));

    [Fact]
    public void EveryStep_SaysWhy() => Check.One(Runs, Prop.ForAll(Scenarios, s => Play(s).Steps.All(step => step.Step.Why.Length > 0)));

    [Fact]
    public void ClosingADay_NeverMakesAStepEarlier()
    {
        var days = Gen.Choose(1, 7).Select(d => (IsoDayOfWeek)d);
        var scenarios = Scenarios.Generator.Zip(days).Where(s => s.Item1.Policy.Hours.Windows.Any(w => w.Day != s.Item2)).ToArbitrary();
        Check.One(Runs, Prop.ForAll(scenarios, pair =>
        {
            var (scenario, day) = pair;

            // The same windows on each open day, as in most offices; where days differ a daypart that fits none may move a step.
            var week = scenario.Policy with { Hours = Uniform(scenario.Policy.Hours) };
            var shorter = week with { Hours = new OpeningHours { Windows = [.. week.Hours.Windows.Where(w => w.Day != day)] } };
            if (shorter.Hours.Windows.IsEmpty)
            {
                return true;
            }

            return Play(scenario with { Policy = week }).Seen.All(seen =>
                TimeOf(Planner.Next(shorter, seen.History, seen.Now)) >= TimeOf(Planner.Next(week, seen.History, seen.Now)));
        }));
    }

    private static Instant TimeOf(NextStep step) => step switch
    {
        NextStep.AttemptAt attempt => attempt.At,
        NextStep.Defer defer => defer.Until,
        _ => Instant.MaxValue,
    };

    private static OpeningHours Uniform(OpeningHours hours) => new()
    {
        Windows =
        [
            .. from day in Enumerable.Range(1, 7)
               from window in hours.Windows.IsEmpty
                   ? [new OpeningWindow(IsoDayOfWeek.Monday, 9 * 60, 20 * 60)]
                   : hours.Windows.Where(w => w.Day == hours.Windows[0].Day)
               select window with { Day = (IsoDayOfWeek)day },
        ],
    };

    /// <summary>Lives a case through: waits for each step, lets the attempt end as told (over and over), and asks again.</summary>
    private static Run Play(Scenario scenario)
    {
        var now = scenario.Start;
        var history = new CaseHistory(now, now, [], null, []);
        var steps = new List<(Instant, NextStep)>();
        var seen = new List<(CaseHistory, Instant)>();
        var dials = new List<Instant>();
        while (steps.Count < MostSteps)
        {
            var step = Planner.Next(scenario.Policy, history, now);
            steps.Add((now, step));
            seen.Add((history, now));
            switch (step)
            {
                case NextStep.Defer defer:
                    now = defer.Until;
                    break;
                case NextStep.AttemptAt attempt:
                    var outcome = scenario.Outcomes[history.Attempts.Length % scenario.Outcomes.Length];
                    now = attempt.At + Duration.FromSeconds(20);
                    Instant? dialled = outcome.IsCustomerSide() ? attempt.At : null;
                    if (dialled is { } at)
                    {
                        dials.Add(at);
                    }

                    history = history with { Attempts = history.Attempts.Add(new PastAttempt(attempt.At, dialled, now, outcome, 1)) };
                    break;
                default:
                    return new Run(steps, seen, history, dials);
            }

            history = history with { DialsOfNumber = [.. dials.Where(d => d > now - Duration.FromDays(1))] };
        }

        return new Run(steps, seen, history, dials);
    }

    private sealed record Scenario(Policy Policy, Instant Start, Outcome[] Outcomes)
    {
        public override string ToString() =>
            $"{Policy.Zone.Id} from {Start}: {string.Join(',', Outcomes)} | {Policy.Attempts} attempts, {Policy.GiveUpAfter.Days} d, {Policy.Limits.PerNumberPerDay} a day, "
            + $"{string.Join(' ', Policy.Hours.Windows)}, {string.Join(' ', Policy.Retry.Values)}";
    }

    private sealed record Run(
        List<(Instant Now, NextStep Step)> Steps, List<(CaseHistory History, Instant Now)> Seen, CaseHistory History, List<Instant> Dials);
}
