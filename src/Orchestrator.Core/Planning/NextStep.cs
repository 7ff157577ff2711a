using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Planning;

/// <summary>What a policy says about a case now: a closed set.</summary>
public abstract record NextStep
{
    private NextStep(Reason why) => Why = why;

    public Reason Why { get; }

    /// <summary>The part of <see cref="Why"/> that names the rule which wanted the step, without what moved it on from there.</summary>
    public Reason Rule { get => field ?? Why; init; }

    /// <summary>What the step was kept out of, in the order of the moves; empty when nothing stood in the way.</summary>
    public ImmutableArray<Avoidance> Avoided { get; init; } = [];

    /// <inheritdoc/>
    public virtual bool Equals(NextStep? other) =>
        other is not null && EqualityContract == other.EqualityContract && Why == other.Why && Avoided.AsSpan().SequenceEqual(other.Avoided.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EqualityContract, Why, Avoided.Length);

    /// <summary>An attempt is planned. When <paramref name="At"/> is not after "now", the case is ready.</summary>
    public sealed record AttemptAt(Instant At, Reason Why) : NextStep(Why);

    /// <summary>Nothing can be planned yet; decide again at <paramref name="Until"/> (a limit is reached).</summary>
    public sealed record Defer(Instant Until, Reason Why) : NextStep(Why);

    /// <summary>The case is over.</summary>
    public sealed record Close(Disposition Disposition, Reason Why) : NextStep(Why);
}
