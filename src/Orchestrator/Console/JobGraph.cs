using NodaTime;
using Orchestrator.Storage;

namespace Orchestrator.Console;

/// <summary>The counts of the last day, kept for a moment: many viewers cost Postgres no more than one.</summary>
internal sealed class JobGraph(Database database, IClock clock)
{
    private const int Hours = 24;

    private static readonly Duration Fresh = Duration.FromSeconds(30);

    private volatile Counted? last;

    public async Task<IReadOnlyList<JobHour>> ListAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (last is { } counted && now - counted.At < Fresh)
        {
            return counted.Hours;
        }

        var hours = await database.InTransactionAsync(tx => tx.CountJobsByHourAsync(Hours), cancel);
        last = new Counted(now, hours);
        return hours;
    }

    private sealed record Counted(Instant At, IReadOnlyList<JobHour> Hours);
}
