using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Planning;

namespace Orchestrator.Core.Policies.Checking;

/// <summary>Plays cases in which nobody ever answers.</summary>
internal static class UnansweredCase
{
    // A Monday without a change of clocks near it in most zones.
    private static readonly LocalDateTime Start = new(2026, 6, 1, 0, 30);
    private const int HoursOfWeek = 7 * 24;

    // A step is an attempt or a wait; more waits than this in a row are no plan.
    private const int MostSteps = 200;

    /// <summary>
    /// The case's age at each attempt, for the hour of the week at which a call is missed that brings the last attempt soonest;
    /// null when no case comes to an attempt. Holidays are left out: they pass.
    /// </summary>
    public static IReadOnlyList<Duration>? Shortest(Policy policy)
    {
        var patient = policy with { Mode = PolicyMode.Live, GiveUpAfter = Duration.FromDays(365), Hours = policy.Hours with { Holidays = [] } };
        IReadOnlyList<Duration>? shortest = null;
        for (var hour = 0; hour < HoursOfWeek; hour++)
        {
            var ages = Play(patient, WallClock.InstantOf(Start.PlusHours(hour), policy.Zone));
            if (ages.Count > 0 && (shortest is null || ages[^1] < shortest[^1]))
            {
                shortest = ages;
            }

            if (shortest?[^1] < policy.GiveUpAfter)
            {
                break;
            }
        }

        return shortest;
    }

    /// <summary>Rounded up to hours.</summary>
    public static Duration InHours(Duration age) => Duration.FromHours(Math.Ceiling(age.TotalHours));

    private static List<Duration> Play(Policy policy, Instant missedAt)
    {
        var ages = new List<Duration>();
        var history = new CaseHistory(missedAt, missedAt, [], null, []);
        var now = missedAt;
        for (var step = 0; step < MostSteps && ages.Count < policy.Attempts; step++)
        {
            switch (Planner.Next(policy, history, now))
            {
                case NextStep.AttemptAt attempt:
                    now = Instant.Max(now, attempt.At);
                    ages.Add(now - missedAt);
                    history = history with
                    {
                        Attempts = history.Attempts.Add(PastAttempt.Under(policy, now, now, now, Outcome.NoAnswer)),
                        DialsOfNumber = [.. history.DialsOfNumber.Where(d => d > now - Duration.FromDays(1)), now],
                    };
                    break;
                case NextStep.Defer defer when defer.Until > now:
                    now = defer.Until;
                    break;
                default:
                    return ages;
            }
        }

        return ages;
    }
}
