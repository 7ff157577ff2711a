using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;

namespace Orchestrator.Core.Replay;

/// <summary>How often customers picked up, by the quarter of an hour in which they were dialled. Zones differ by quarters of an hour, never by less.</summary>
/// <param name="Start">The quarter's beginning.</param>
/// <param name="Dialled">Customers dialled whose side decided the outcome.</param>
/// <param name="Reached">Those with whom an operator talked.</param>
public sealed record AnsweredQuarter(Instant Start, long Dialled, long Reached);

/// <summary>The chance that a customer picks up, with the ends of its 95 % interval (Wilson's).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AnswerRate(double Low, double Expected, double High)
{
    // The normal distribution's 97.5 % point.
    private const double Z = 1.959964;

    /// <summary>Of a count of trials, at least one.</summary>
    public static AnswerRate Of(long dialled, long reached)
    {
        double n = dialled;
        var share = reached / n;
        var middle = (share + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var reach = Z / (1 + (Z * Z / n)) * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4 * n * n)));
        return new AnswerRate(Math.Max(0, middle - reach), share, Math.Min(1, middle + reach));
    }
}

/// <summary>Answer rates by local hour of day, measured.</summary>
public sealed class AnswerRates
{
    /// <summary>Attempts that an hour of day needs for a rate of its own; one with fewer takes that of all hours together.</summary>
    public const int FewestOfHour = 30;

    /// <summary>Attempts that are needed in all: with fewer nothing is estimated.</summary>
    public const int FewestInAll = 100;

    private readonly ImmutableArray<AnswerRate> hours;

    private AnswerRates(ImmutableArray<AnswerRate> hours, long dialled, int pooledHours) =>
        (this.hours, Dialled, PooledHours) = (hours, dialled, pooledHours);

    /// <summary>Attempts that the rates are made of.</summary>
    public long Dialled { get; }

    /// <summary>Hours of day with too few attempts for a rate of their own.</summary>
    public int PooledHours { get; }

    /// <summary>The rates in a zone's hours of day, or null where too few attempts are known.</summary>
    public static AnswerRates? Of(IReadOnlyCollection<AnsweredQuarter> quarters, DateTimeZone zone)
    {
        var all = quarters.Sum(q => q.Dialled);
        if (all < FewestInAll)
        {
            return null;
        }

        var pool = AnswerRate.Of(all, quarters.Sum(q => q.Reached));
        var byHour = quarters.ToLookup(q => q.Start.InZone(zone).Hour);
        var pooled = 0;
        var rates = ImmutableArray.CreateBuilder<AnswerRate>(24);
        for (var hour = 0; hour < 24; hour++)
        {
            var dialled = byHour[hour].Sum(q => q.Dialled);
            var own = dialled >= FewestOfHour;
            pooled += own ? 0 : 1;
            rates.Add(own ? AnswerRate.Of(dialled, byHour[hour].Sum(q => q.Reached)) : pool);
        }

        return new AnswerRates(rates.MoveToImmutable(), all, pooled);
    }

    /// <summary>The rate in a local hour of day, 0 to 23.</summary>
    public AnswerRate At(int hour) => hours[hour];
}
