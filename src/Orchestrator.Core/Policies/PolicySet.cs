using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Core.Policies;

/// <summary>The policies in force, in the order of their files' names.</summary>
public sealed record PolicySet(ImmutableArray<Policy> Policies)
{
    public static PolicySet Empty { get; } = new([]);

    /// <summary>
    /// The first policy that covers a missed call, or null. A policy with <see cref="PolicyMode.Off"/> matches like any other:
    /// it takes the call, and no case is opened.
    /// </summary>
    /// <param name="queue">The last queue the caller was in, or null.</param>
    /// <param name="did">The number that the caller dialled, or null.</param>
    /// <param name="reason">Why the call was missed.</param>
    /// <param name="waited">How long the caller waited, or null when they never waited or nobody knows; that passes any <c>waited_at_least</c>.</param>
    /// <param name="numbers">How the dialled number is read.</param>
    /// <param name="isOriginated">Nobody rang in: Asterisk was asked to make the call.</param>
    public Policy? Match(string? queue, string? did, MissReason reason, Duration? waited, NumberPlan numbers, bool isOriginated = false) =>
        Policies.FirstOrDefault(p => p.Covers.Match(queue, did, reason, waited, numbers, isOriginated));

    /// <summary>The first policy that covers callbacks that somebody asks for about a queue, or null. Nothing was dialled, so that dialled numbers rule out nothing but policies for numbers alone.</summary>
    public Policy? MatchRequest(string queue) => Policies.FirstOrDefault(p => p.Covers.MatchRequest(queue));

    /// <summary>The policy of that name, or null.</summary>
    public Policy? Find(string name) => Policies.FirstOrDefault(p => p.Name == name);
}
