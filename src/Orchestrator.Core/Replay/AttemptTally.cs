using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Orchestrator.Core.Planning;

namespace Orchestrator.Core.Replay;

/// <summary>Counts attempts by local day, hour of day and daypart, and finds the busiest hour. Attempts come in the order of their times.</summary>
public sealed class AttemptTally
{
    private static readonly Duration Hour = Duration.FromHours(1);

    private readonly Dictionary<LocalDate, long> days = [];
    private readonly long[] hours = new long[24];
    private readonly SortedDictionary<LocalTime, long> dayparts = [];
    private readonly Queue<Instant> lastHour = new();
    private BusiestHour? busiest;
    private long elsewhere;

    public long Total { get; private set; }

    /// <summary>Counts one attempt.</summary>
    /// <param name="local">When, in the policy's zone.</param>
    /// <param name="policyDayparts">The policy's dayparts in ascending order; empty when it has none.</param>
    public void Add(ZonedDateTime local, ImmutableArray<LocalTime> policyDayparts)
    {
        Total++;
        days[local.Date] = days.GetValueOrDefault(local.Date) + 1;
        hours[local.Hour]++;
        AddToHour(local.ToInstant());
        if (policyDayparts.IsEmpty)
        {
            return;
        }

        if (Dayparts.Near(local.TimeOfDay, policyDayparts) is { } daypart)
        {
            dayparts[daypart] = dayparts.GetValueOrDefault(daypart) + 1;
        }
        else
        {
            elsewhere++;
        }
    }

    public AttemptFigures Figures(Distribution perCase)
    {
        var perDay = new Distribution();
        var table = Days().ToImmutableArray();
        foreach (var day in table)
        {
            perDay.Add(day.Attempts);
        }

        var inDayparts = dayparts.Values.Sum() + elsewhere;
        return new AttemptFigures(
            Total,
            perDay.Spread(),
            table,
            [.. hours],
            busiest,
            [.. dayparts.Select(d => new DaypartAttempts(Clock(d.Key), d.Value, (double)d.Value / inDayparts))],
            elsewhere,
            perCase.Spread(),
            [.. perCase.Values.Select(v => new CasesByAttempts(v.Key, v.Value))]);
    }

    private static string Clock(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private void AddToHour(Instant at)
    {
        lastHour.Enqueue(at);
        while (lastHour.Peek() + Hour <= at)
        {
            lastHour.Dequeue();
        }

        if (lastHour.Count > (busiest?.Attempts ?? 0))
        {
            busiest = new BusiestHour(lastHour.Peek(), lastHour.Count);
        }
    }

    /// <summary>Every day from the first attempt to the last: days without any count, too.</summary>
    private IEnumerable<AttemptsOfDay> Days()
    {
        if (days.Count == 0)
        {
            yield break;
        }

        var last = days.Keys.Max();
        for (var day = days.Keys.Min(); day <= last; day = day.PlusDays(1))
        {
            yield return new AttemptsOfDay(day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), days.GetValueOrDefault(day));
        }
    }
}
