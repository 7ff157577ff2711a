using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Core.Policies;

/// <summary>Which missed calls a policy is for. All that is said must fit; an empty list matches everything.</summary>
public sealed record Covers
{
    /// <summary>Queue names. Their case does not matter, as in Asterisk.</summary>
    public ImmutableArray<string> Queues { get; init; } = [];

    /// <summary>Dialled numbers as written in the file; a trailing <c>*</c> matches a prefix.</summary>
    public ImmutableArray<string> Numbers { get; init; } = [];

    public ImmutableArray<MissReason> Missed { get; init; } = [];

    /// <summary>Shorter waits are not called back. A callback that was asked for is, however short the wait.</summary>
    public Duration WaitedAtLeast { get; init; } = Duration.Zero;

    /// <summary>Also calls that Asterisk was asked to make, where nobody rang in.</summary>
    public bool Originated { get; init; }

    /// <summary>See <see cref="PolicySet.Match"/>.</summary>
    public bool Match(string? queue, string? did, MissReason reason, Duration? waited, NumberPlan numbers, bool isOriginated = false) =>
        (Originated || !isOriginated)
        && (Queues.IsEmpty || (queue is not null && Queues.Contains(queue, StringComparer.OrdinalIgnoreCase)))
        && (Numbers.IsEmpty || (did is not null && Numbers.Any(n => Fits(n, did, numbers))))
        && (Missed.IsEmpty || Missed.Contains(reason))
        && (reason == MissReason.Requested || waited is null || waited >= WaitedAtLeast);

    /// <summary>See <see cref="PolicySet.MatchRequest"/>.</summary>
    public bool MatchRequest(string queue) =>
        (Queues.IsEmpty ? Numbers.IsEmpty : Queues.Contains(queue, StringComparer.OrdinalIgnoreCase)) && (Missed.IsEmpty || Missed.Contains(MissReason.Requested));

    // Trunks deliver the dialled number in any form, and it may be no number at all.
    private static bool Fits(string pattern, string did, NumberPlan numbers) =>
        Fits(pattern, did) || (numbers.Read(did) is { } number && (pattern is [.., '*'] ? Fits(pattern, number.E164) : numbers.Read(pattern) == number));

    private static bool Fits(string pattern, string did)
    {
        var wanted = pattern.AsSpan().TrimStart('+');
        var dialled = did.AsSpan().TrimStart('+');
        return wanted is [.., '*']
            ? dialled.StartsWith(wanted[..^1], StringComparison.Ordinal)
            : dialled.Equals(wanted, StringComparison.Ordinal);
    }
}
