using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Operators;

/// <summary>The operators that a policy names.</summary>
/// <param name="IsKnown">False while AMI is away: then nobody is known to be free.</param>
/// <param name="Seats">All of them: a queue's by name (AMI tells them in no order), a list's in its order.</param>
public sealed record OperatorPool(bool IsKnown, ImmutableArray<OperatorSeat> Seats)
{
    public static OperatorPool Unknown { get; } = new(false, []);

    /// <summary>Whom to ring now, less those taken meanwhile: one, or all that are free with <see cref="OperatorPick.RingAll"/>; nobody when nobody is free.</summary>
    /// <param name="pick">The policy's.</param>
    /// <param name="taken">Interfaces that this look has given to others.</param>
    /// <param name="preference">Goes before the longest idle, if they are of the pool and free.</param>
    /// <param name="asked">Whom the customer's request names: goes before everybody, if they are of the pool and free.</param>
    public PickedOperators Pick(OperatorPick pick, IReadOnlySet<string> taken, OperatorPreference? preference = null, string? asked = null)
    {
        if (asked is not null)
        {
            Reason because = new Reason.WasAskedFor();
            var (endpoint, hindrance) = Look(asked, taken);
            return hindrance is null ? new([endpoint], because) : Pick(pick, taken, preference).Because(new Reason.PreferredCannot(asked, because, hindrance));
        }

        var free = Seats.Where(s => s.Hindrance is null && !taken.Contains(s.Endpoint)).ToList();
        return pick switch
        {
            OperatorPick.RingAll => new([.. free.Select(s => s.Endpoint)]),
            OperatorPick.LongestIdle => LongestIdle(free),
            // In turn: whoever was rung longest ago by us is next.
            OperatorPick.InTurn => new([.. free.OrderBy(s => s.LastRung ?? Instant.MinValue).Take(1).Select(s => s.Endpoint)]),
            OperatorPick.LastSpoken or OperatorPick.Responsible => Preferred(free, taken, preference),
            _ => throw new ArgumentOutOfRangeException(nameof(pick), pick, "No such pick."),
        };
    }

    private static PickedOperators LongestIdle(List<OperatorSeat> free, Reason? why = null) =>
        new([.. free.OrderBy(s => s.BusyUntil ?? Instant.MinValue).Take(1).Select(s => s.Endpoint)], why);

    private PickedOperators Preferred(List<OperatorSeat> free, IReadOnlySet<string> taken, OperatorPreference? preference)
    {
        if (preference?.Endpoint is not { } endpoint)
        {
            return LongestIdle(free, preference is null ? null : new Reason.LongestIdle().Also(preference.Otherwise));
        }

        var (seat, hindrance) = Look(endpoint, taken);
        return hindrance is null
            ? new([seat], preference.Because)
            : LongestIdle(free, new Reason.LongestIdle().Also(new Reason.PreferredCannot(endpoint, preference.Because, hindrance)));
    }

    /// <summary>One operator by their interface, and what keeps them from taking a callback.</summary>
    private (string Endpoint, Reason? Hindrance) Look(string endpoint, IReadOnlySet<string> taken) =>
        Seats.FirstOrDefault(s => string.Equals(s.Endpoint, endpoint, StringComparison.OrdinalIgnoreCase)) is not { } seat
            ? (endpoint, new Reason.NotOfThePolicy())
            : (seat.Endpoint, taken.Contains(seat.Endpoint) ? new Reason.InCallback() : seat.Hindrance);
}

/// <summary>Whom to ring.</summary>
/// <param name="Endpoints">Their interfaces; empty when nobody is free.</param>
/// <param name="Why">Why these, where the policy prefers somebody.</param>
public sealed record PickedOperators(ImmutableArray<string> Endpoints, Reason? Why = null)
{
    /// <summary>The same, with one more reason.</summary>
    public PickedOperators Because(Reason why) => this with { Why = Why is null ? why : Why.Also(why) };
}

/// <summary>One operator.</summary>
/// <param name="Endpoint">The interface, for example <c>PJSIP/101</c>.</param>
/// <param name="Hindrance">What keeps them from taking a callback now; null when they are free.</param>
/// <param name="BusyUntil">When they were last busy, as far as known.</param>
/// <param name="LastRung">When we last rang them.</param>
public sealed record OperatorSeat(string Endpoint, Reason? Hindrance, Instant? BusyUntil, Instant? LastRung);
