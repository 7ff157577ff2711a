using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Planning;

/// <summary>What a policy does about one missed call, attempt by attempt, if they end as told (<see cref="AssumedAttempt"/>).</summary>
/// <param name="CustomerZones">Where the customer may live, as far as the number tells.</param>
/// <param name="Attempts">In order. The last may be one without an outcome: the next one, where the outcomes end before the case does.</param>
/// <param name="End">How the case ends; null while it is open after the outcomes that were told, and for a policy that is off.</param>
/// <param name="IfNobodyAnswers">How an open case ends when nobody answers any attempt from here on.</param>
/// <param name="NotNeeded">How many outcomes were left when the case ended.</param>
public sealed record Explanation(
    Policy Policy,
    Instant MissedAt,
    ImmutableArray<DateTimeZone> CustomerZones,
    ImmutableArray<ExplainedAttempt> Attempts,
    ExplainedEnd? End,
    ExplainedEnd? IfNobodyAnswers,
    int NotNeeded)
{
    /// <summary>Where the customer is, when the number tells exactly one zone.</summary>
    public DateTimeZone? CustomerZone => CustomerZones is { IsDefault: false } and [var only] ? only : null;

    /// <summary>What had to be assumed.</summary>
    public Reason Assumptions => new Reason.ExplanationAssumes(Policy.Operators.Ring, Policy.Customer.Ring);

    // No policy makes more: 50 calls a day for 90 days.
    private const int MostAttempts = 5000;

    public static Explanation Of(Policy policy, Instant missedAt, IReadOnlyList<Outcome> outcomes, ImmutableArray<DateTimeZone> customerZones = default)
    {
        var attempts = ImmutableArray.CreateBuilder<ExplainedAttempt>();
        if (policy.Mode == PolicyMode.Off)
        {
            return new Explanation(policy, missedAt, customerZones, [], null, null, outcomes.Count);
        }

        var telling = new Telling(policy, missedAt, customerZones);
        foreach (var outcome in outcomes)
        {
            if (telling.Next() is not { } attempt)
            {
                break;
            }

            attempts.Add(attempt with { Assumed = outcome });
            telling.Ends(attempt, outcome);
        }

        var told = attempts.Count;
        var next = telling.Next();
        if (next is not null)
        {
            attempts.Add(next);
        }

        var end = telling.End;
        for (var n = 0; n < MostAttempts && next is not null; n++, next = telling.Next())
        {
            telling.Ends(next, Outcome.NoAnswer);
        }

        return new Explanation(policy, missedAt, customerZones, attempts.ToImmutable(), end, end is null ? telling.End : null, outcomes.Count - told);
    }

    /// <summary>A case that is being told.</summary>
    private sealed class Telling(Policy policy, Instant missedAt, ImmutableArray<DateTimeZone> customerZones)
    {
        private CaseHistory history = new(missedAt, missedAt, [], null, [], CustomerZones: customerZones);
        private Instant now = missedAt;

        public ExplainedEnd? End { get; private set; }

        /// <summary>The next attempt, or null when the case has ended.</summary>
        public ExplainedAttempt? Next()
        {
            var avoided = ImmutableArray.CreateBuilder<Avoidance>();
            for (NextStep? first = null; ;)
            {
                // A step that waits for the limit tells the rule; what is decided then only says that it is due.
                var step = Planner.Next(policy, history, now);
                avoided.AddRange(step.Avoided);
                first ??= step;
                switch (step)
                {
                    case NextStep.AttemptAt s:
                        return new ExplainedAttempt(history.Attempts.Length + 1, s.At, first.Rule, first.Why, avoided.ToImmutable(), null);
                    case NextStep.Defer s:
                        now = s.Until;
                        break;
                    case NextStep.Close s:
                        End = new ExplainedEnd(now, history.Attempts.Length, s.Disposition, s.Why, avoided.ToImmutable());
                        return null;
                    default:
                        throw new InvalidOperationException($"No such step: {step.GetType().Name}.");
                }
            }
        }

        public void Ends(ExplainedAttempt attempt, Outcome outcome)
        {
            history = AssumedAttempt.After(history, AssumedAttempt.Of(policy, attempt.At, outcome));
            now = history.Attempts[^1].EndedAt;
        }
    }
}

/// <summary>One attempt of an explanation.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">When it is made.</param>
/// <param name="Rule">The rule that wanted it.</param>
/// <param name="Why">That rule, and what moved the attempt on from there.</param>
/// <param name="Avoided">What it was kept out of.</param>
/// <param name="Assumed">How it is assumed to end; null when nothing was told.</param>
public sealed record ExplainedAttempt(int Number, Instant At, Reason Rule, Reason Why, ImmutableArray<Avoidance> Avoided, Outcome? Assumed);

/// <summary>The end of an explained case.</summary>
/// <param name="At">When it is closed.</param>
/// <param name="Attempts">How many attempts were made in all.</param>
/// <param name="Avoided">What left no time for another attempt.</param>
public sealed record ExplainedEnd(Instant At, int Attempts, Disposition Disposition, Reason Why, ImmutableArray<Avoidance> Avoided);
