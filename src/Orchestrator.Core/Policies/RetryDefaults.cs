using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;

namespace Orchestrator.Core.Policies;

/// <summary>What follows an outcome that a policy file does not name.</summary>
public static class RetryDefaults
{
    /// <summary>From one sign that a number is invalid to the next try, where a policy wants several.</summary>
    public static Duration StrikeOutRetry { get; } = Hours(1);

    /// <summary>One rule for each outcome but <see cref="Outcome.Connected"/>.</summary>
    public static ImmutableDictionary<Outcome, RetryRule> Rules { get; } = new Dictionary<Outcome, RetryRule>
    {
        // Somebody is at the phone: a couple of minutes are enough.
        [Outcome.Busy] = After(Minutes(2), Minutes(5), Minutes(15)),

        // Nobody is: 1, 3 and 6 hours bring the tries to other parts of the day, which doubled recoveries in a published case.
        [Outcome.NoAnswer] = After(Hours(1), Hours(3), Hours(6)),

        // They pressed the red button. Once more on another day, then leave them alone.
        [Outcome.Rejected] = After(Hours(24)) with { AtMost = 1 },

        // A phone without battery or coverage comes back by itself, and often soon.
        [Outcome.Unreachable] = After(Minutes(30), Hours(1), Hours(3)),
        [Outcome.Machine] = After(Hours(3)),

        // They picked up and met nobody: they are there, and puzzled.
        [Outcome.CustomerHungUp] = After(Minutes(5), Minutes(30)),

        // The trunk's trouble must not cost the customer an attempt.
        [Outcome.Congestion] = After(Seconds(30), Minutes(1), Minutes(5)) with { UsesAttempt = false },
        [Outcome.Failed] = After(Minutes(5), Minutes(15), Hours(1)),
        [Outcome.Invalid] = new RetryRule.StrikeOut(1, StrikeOutRetry),

        // Another operator is asked at once; when several in a row do not take it, the pause grows, so that no phone rings all day.
        [Outcome.OperatorNoAnswer] = OurSide(Seconds(0), Seconds(0), Seconds(10), Seconds(30), Minutes(1), Minutes(5)),
        [Outcome.OperatorRefused] = OurSide(Seconds(0), Seconds(0), Seconds(10), Seconds(30), Minutes(1), Minutes(5)),
        [Outcome.OperatorHungUp] = OurSide(Seconds(30), Minutes(1), Minutes(5)),
        [Outcome.Interrupted] = OurSide(Minutes(1), Minutes(2), Minutes(5)),
    }.ToImmutableDictionary();

    private static RetryRule.AfterDelay After(params ImmutableArray<Duration> delays) => new(delays);

    private static RetryRule.AfterDelay OurSide(params ImmutableArray<Duration> delays) => new(delays) { UsesAttempt = false };

    private static Duration Seconds(int n) => Duration.FromSeconds(n);

    private static Duration Minutes(int n) => Duration.FromMinutes(n);

    private static Duration Hours(int n) => Duration.FromHours(n);
}
