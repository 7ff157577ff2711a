using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Policies;

namespace Orchestrator.Operators;

/// <summary>The operators that a policy names.</summary>
/// <param name="IsKnown">False while AMI is away: then nobody is known to be free.</param>
/// <param name="Seats">All of them: a queue's by name (AMI tells them in no order), a list's in its order.</param>
public sealed record OperatorPool(bool IsKnown, ImmutableArray<OperatorSeat> Seats)
{
    public static OperatorPool Unknown { get; } = new(false, []);

    /// <summary>Whom to ring now, less those taken meanwhile: one, or all that are free with <see cref="OperatorPick.RingAll"/>.</summary>
    public ImmutableArray<string> Pick(OperatorPick pick, IReadOnlySet<string> taken)
    {
        var free = Seats.Where(s => s.Hindrance is null && !taken.Contains(s.Endpoint)).ToList();
        return pick switch
        {
            OperatorPick.RingAll => [.. free.Select(s => s.Endpoint)],
            OperatorPick.LongestIdle => [.. free.OrderBy(s => s.BusyUntil ?? Instant.MinValue).Take(1).Select(s => s.Endpoint)],
            // In turn: whoever was rung longest ago by us is next.
            OperatorPick.InTurn => [.. free.OrderBy(s => s.LastRung ?? Instant.MinValue).Take(1).Select(s => s.Endpoint)],
            _ => throw new ArgumentOutOfRangeException(nameof(pick), pick, "No such pick."),
        };
    }
}

/// <summary>One operator.</summary>
/// <param name="Endpoint">The interface, for example <c>PJSIP/101</c>.</param>
/// <param name="Hindrance">What keeps him from taking a callback now; null when he is free.</param>
/// <param name="BusyUntil">When he was last busy, as far as known.</param>
/// <param name="LastRung">When we last rang him.</param>
public sealed record OperatorSeat(string Endpoint, string? Hindrance, Instant? BusyUntil, Instant? LastRung);
