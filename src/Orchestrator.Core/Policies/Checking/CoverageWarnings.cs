using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Checking;

/// <summary>A policy that never gets a call, because earlier ones take them all.</summary>
internal static class CoverageWarnings
{
    // More combinations of queue, number and reason are compared as a whole only.
    private const int MostParts = 2000;

    public static void Of(CheckedPolicy subject, IReadOnlyList<CheckedPolicy> earlier)
    {
        var takers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var part in Parts(subject.Policy.Covers))
        {
            if (earlier.FirstOrDefault(e => Includes(e.Policy.Covers, part)) is not { } taker)
            {
                return;
            }

            takers.Add(taker.File);
        }

        var (others, last) = takers.Count == 1 ? (takers, null) : (takers.SkipLast(1), takers.Max);
        subject.Warn(["covers"], new Reason.NeverGetsACall(subject.Policy.Name, string.Join(", ", others), last, takers.Count), new Reason.ComeFirst());
    }

    /// <summary>The calls that are covered, cut into parts so small that each can be taken by a policy of its own.</summary>
    private static IReadOnlyList<Covers> Parts(Covers covers)
    {
        var parts =
            from queues in Each(covers.Queues)
            from numbers in Each(covers.Numbers)
            from missed in Each(Reasons(covers))
            select covers with { Queues = queues, Numbers = numbers, Missed = missed };
        var count = (long)Math.Max(1, covers.Queues.Length) * Math.Max(1, covers.Numbers.Length) * Reasons(covers).Length;
        return count <= MostParts ? [.. parts] : [covers];
    }

    private static IEnumerable<ImmutableArray<T>> Each<T>(ImmutableArray<T> items) => items.IsEmpty ? [[]] : items.Select(i => ImmutableArray.Create(i));

    private static ImmutableArray<MissReason> Reasons(Covers covers) => covers.Missed.IsEmpty ? [.. Enum.GetValues<MissReason>()] : covers.Missed;

    private static bool Includes(Covers all, Covers part) =>
        (all.Queues.IsEmpty || (!part.Queues.IsEmpty && part.Queues.All(q => all.Queues.Contains(q, StringComparer.OrdinalIgnoreCase))))
        && (all.Numbers.IsEmpty || (!part.Numbers.IsEmpty && part.Numbers.All(n => all.Numbers.Any(a => Includes(a, n)))))
        && Reasons(part).All(Reasons(all).Contains)
        && (Patience(all, part) <= part.WaitedAtLeast);

    // A callback that was asked for is made however short the wait.
    private static Duration Patience(Covers all, Covers part) =>
        Reasons(part).All(r => r == MissReason.Requested) ? Duration.Zero : all.WaitedAtLeast;

    private static bool Includes(string all, string part)
    {
        var (wide, narrow) = (all.TrimStart('+'), part.TrimStart('+'));
        return wide == narrow || (wide is [.. var prefix, '*'] && narrow.TrimEnd('*').StartsWith(prefix, StringComparison.Ordinal));
    }
}
