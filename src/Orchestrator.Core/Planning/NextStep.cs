using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Cases;

namespace Orchestrator.Core.Planning;

/// <summary>What a policy says about a case now: a closed set.</summary>
public abstract record NextStep
{
    private NextStep(string why) => Why = why;

    /// <summary>The reason, for people: it goes into the case's timeline as it is.</summary>
    public string Why { get; }

    /// <summary>The part of <see cref="Why"/> that names the rule which wanted the step, without what moved it on from there.</summary>
    public string Rule { get => field ?? Why; init; }

    /// <summary>What the step was kept out of, in the order of the moves; empty when nothing stood in the way.</summary>
    public ImmutableArray<Avoidance> Avoided { get; init; } = [];

    /// <inheritdoc/>
    public virtual bool Equals(NextStep? other) =>
        other is not null && EqualityContract == other.EqualityContract && Why == other.Why && Avoided.AsSpan().SequenceEqual(other.Avoided.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EqualityContract, Why, Avoided.Length);

    /// <summary>An attempt is planned. When <paramref name="At"/> is not after "now", the case is ready.</summary>
    public sealed record AttemptAt(Instant At, string Why) : NextStep(Why);

    /// <summary>Nothing can be planned yet; decide again at <paramref name="Until"/> (a limit is reached).</summary>
    public sealed record Defer(Instant Until, string Why) : NextStep(Why);

    /// <summary>The case is over.</summary>
    public sealed record Close(Disposition Disposition, string Why) : NextStep(Why);
}
