using Orchestrator.Engine.Storage;
using Orchestrator.Web.Live;

namespace Orchestrator.Web.Site.Streams;

/// <summary>
/// Keeps what open pages and streams show up to date, for all of them at once: at most one round a second, and none while nobody watches.
/// A round reads what is new when this process has written something, and every two seconds what other processes wrote.
/// </summary>
internal sealed partial class LiveWorker(
    Database database, EventTail tail, BoardProjector board, CaseTopics cases, LiveStreams streams, LiveWake wake, TimeProvider time, ILogger<LiveWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OthersEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AllEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan HoldersEvery = TimeSpan.FromSeconds(20);

    /// <summary>A database that hangs must not freeze what this process knows by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private long? readAt;
    private long? figuresAt;
    private long? checkedAt;
    private bool isLost;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!board.Interest.IsAlive && !tail.Interest.IsAlive)
            {
                tail.Sleep();
                readAt = figuresAt = null; // whoever comes finds nothing old
                await wake.WaitAsync(AllEvery, time, stoppingToken);
                continue;
            }

            var startedAt = time.GetTimestamp();
            await RoundAsync(stoppingToken);

            // However slow the database is, nine tenths of its time are for the calls.
            var took = time.GetElapsedTime(startedAt);
            await Task.Delay(took > Pace / 10 ? took * 9 : Pace - took, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RoundAsync(CancellationToken stop)
    {
        using var timer = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        try
        {
            await ReadAsync(limit.Token);
            if (isLost)
            {
                isLost = false;
                LogBack(log);
            }
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            var why = e is OperationCanceledException ? "the database does not answer" : e.Message;
            board.Lost(why);
            if (!isLost)
            {
                isLost = true;
                LogLost(log, why);
            }
        }

        if (board.Interest.IsAlive)
        {
            board.Publish();
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var poked = database.Told.Take();
        if (IsDue(ref checkedAt, HoldersEvery))
        {
            await streams.CheckAsync(database, cancel);
        }

        var news = poked;
        if (IsDue(ref readAt, OthersEvery) || poked || board.IsStale)
        {
            var events = await tail.ReadAsync(cancel);
            cases.Changed(events.Select(e => e.CaseId));
            news |= events.Count > 0;
        }

        if (board.Interest.IsAlive && (IsDue(ref figuresAt, AllEvery) || news || board.IsStale))
        {
            await board.ReadAsync(cancel);
        }

        await cases.ReadAsync(cancel);
    }

    private bool IsDue(ref long? last, TimeSpan every)
    {
        if (last is { } at && time.GetElapsedTime(at) < every)
        {
            return false;
        }

        last = time.GetTimestamp();
        return true;
    }
}
