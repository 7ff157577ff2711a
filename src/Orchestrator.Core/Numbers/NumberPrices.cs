using System.Collections.Immutable;

namespace Orchestrator.Core.Numbers;

/// <summary>What calls cost, for the budget.</summary>
/// <param name="Currency">For people: <c>RUB</c>.</param>
/// <param name="Attempt">Each dial, answered or not.</param>
/// <param name="Minute">Each minute of talk that was begun, by whom is called; the first that fits, else nothing.</param>
public sealed record NumberPrices(string Currency, decimal Attempt, ImmutableArray<MinutePrice> Minute)
{
    /// <summary>The least that a call to the number costs when it is answered.</summary>
    public decimal LeastOf(PhoneNumber number) => Attempt + (Minute.FirstOrDefault(p => p.Numbers.Matches(number))?.Price ?? 0);
}

/// <summary>The price of a minute to some numbers; the pattern <c>*</c> is everybody.</summary>
public sealed record MinutePrice(NumberPattern Numbers, decimal Price);

/// <summary>What becomes of callers who hide a number that the network has vouched for.</summary>
public enum RestrictedCallers
{
    /// <summary>Written down, not called.</summary>
    Leave,

    /// <summary>Called like any other.</summary>
    Call,
}
