using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;

namespace Orchestrator.Tests.Planning;

/// <summary>A policy, a missed call, and what happens then, over and over until the case is closed.</summary>
internal sealed record Scenario(Policy Policy, Instant Start, DateTimeZone? CustomerZone, ImmutableArray<Turn> Turns)
{
    // Far more than any policy here allows: enough to see that a case ends.
    private const int MostSteps = 4000;

    // Somebody who asks for a call for ever may well get one for ever.
    private const int MostDisturbed = 200;

    /// <summary>Lives the case through: waits for each step, lets the attempt end as told, and asks again.</summary>
    public Life Live()
    {
        var now = Start;
        var history = new CaseHistory(now, now, [], null, [], CustomerZones: CustomerZone is null ? [] : [CustomerZone]);
        var seen = new List<Seen>();
        for (var n = 0; n < MostSteps; n++)
        {
            var turn = Turns[n % Turns.Length];
            var step = Planner.Next(Policy, history, now);
            seen.Add(new Seen(history, now, step));
            switch (step)
            {
                case NextStep.Close:
                    return new Life(this, seen, history);
                case NextStep.Defer defer:
                    now = defer.Until;
                    break;
                case NextStep.AttemptAt attempt when attempt.At > now:
                    now = attempt.At + turn.Lag;
                    break;
                default:
                    history = Attempted(Policy, history, now, turn.Outcome);
                    now = history.Attempts[^1].EndedAt;
                    break;
            }

            history = turn.Disturbance switch
            {
                _ when n > MostDisturbed => history,
                Disturbance.RingsInAgain => history with { MissedAt = now },
                Disturbance.AskedFor => history with { AskedAt = now, NotBefore = null },
                Disturbance.Postponed => history with { AskedAt = null, NotBefore = now + turn.Lag + Duration.FromHours(3) },
                _ => history,
            };
        }

        return new Life(this, seen, history);
    }

    public override string ToString()
    {
        var hours = string.Join(' ', Policy.Hours.Windows) + " + " + string.Join(' ', Policy.Hours.Holidays.Select(h => $"{h.From}..{h.To}: {string.Join(' ', h.Windows)}"));
        return $"{Policy.Zone.Id}, customer {CustomerZone?.Id}, from {Start}: {string.Join(", ", Turns)} | {Policy.Attempts} attempts, {Policy.GiveUpAfter} | {hours} | "
            + $"busy {string.Join(' ', Policy.BusyHours)}, {Policy.Limits} | {string.Join(' ', Policy.Retry.Select(r => $"{r.Key}={r.Value}"))}";
    }

    private static CaseHistory Attempted(Policy policy, CaseHistory history, Instant at, Outcome outcome)
    {
        Instant? dialled = outcome.IsCustomerSide() ? at + Duration.FromSeconds(1) : null;
        var dials = history.DialsOfNumber.Where(d => d > at - Duration.FromDays(1));
        return history with
        {
            Attempts = history.Attempts.Add(PastAttempt.Under(policy, at, dialled, at + Duration.FromSeconds(20), outcome, 1)),
            DialsOfNumber = [.. dialled is { } d ? dials.Append(d) : dials],
        };
    }
}

/// <summary>What happens at one step: how late somebody gets to it, how an attempt ends, and what comes in between.</summary>
internal sealed record Turn(Duration Lag, Outcome Outcome, Disturbance Disturbance);

internal enum Disturbance
{
    None,
    RingsInAgain,
    AskedFor,
    Postponed,
}

/// <summary>One question to the planner, and its answer.</summary>
internal sealed record Seen(CaseHistory History, Instant Now, NextStep Step)
{
    /// <summary>When the step is, and never when the case is closed.</summary>
    public static Instant TimeOf(NextStep step) => step switch
    {
        NextStep.AttemptAt attempt => attempt.At,
        NextStep.Defer defer => defer.Until,
        _ => Instant.MaxValue,
    };
}

/// <summary>A case from its missed call to its end.</summary>
internal sealed record Life(Scenario Scenario, List<Seen> Seen, CaseHistory History)
{
    public IEnumerable<(Seen Seen, NextStep.AttemptAt Attempt)> Attempts =>
        from seen in Seen where seen.Step is NextStep.AttemptAt select (seen, (NextStep.AttemptAt)seen.Step);
}
