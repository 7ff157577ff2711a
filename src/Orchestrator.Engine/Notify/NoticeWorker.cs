using System.Collections.Concurrent;
using Orchestrator.Core;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Notify;

/// <summary>
/// Takes notices out of the outbox to their receivers, at least once each. Several instances share the work: a claimed notice is leased,
/// and one whose delivery nobody lived to write down is delivered again.
/// </summary>
public sealed partial class NoticeWorker(
    Database database, IEnumerable<INoticeCarrier> carriers, NoticeSignal signal, EngineState engine, PoliciesInForce policies, OrchestratorOptions options,
    Random random, TimeProvider time, ILogger<NoticeWorker> log) : BackgroundService
{
    /// <summary>Without a poke: finds what other processes wrote, and what is due again.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>How long a stop waits for running deliveries. What is cut off then is delivered again after the next start.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private const int LongestError = 300;

    private readonly Dictionary<NoticeChannel, INoticeCarrier> configured = carriers.Where(c => c.IsConfigured).ToDictionary(c => c.Channel);
    private readonly DeliveryLanes lanes = new();
    private readonly ConcurrentDictionary<Guid, Task> running = new();
    private readonly CancellationTokenSource cut = new();
    private PolicySet? judged;

    public override void Dispose()
    {
        cut.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TellLacking();
            try
            {
                if (engine.Running && configured.Count > 0) // before that the table may be missing
                {
                    await StartDueAsync(stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, e.GetBaseException().Message);
            }

            await signal.WaitAsync(Poll, time, stoppingToken);
        }

        cut.CancelAfter(Farewell);
        await Task.WhenAll(running.Values);
    }

    /// <summary>At the start, and whenever the policies change.</summary>
    private void TellLacking()
    {
        if (policies.Set is var set && set != judged)
        {
            judged = set;
            foreach (var lack in NotifyOptionsCheck.Lacking(set, options))
            {
                LogLacking(log, lack.ToString());
            }
        }
    }

    private async Task StartDueAsync(CancellationToken stop)
    {
        foreach (var lane in await database.InTransactionAsync(tx => tx.Notices.DueLanesAsync(configured.Keys, lanes.Full), stop))
        {
            var places = lanes.Take(lane);
            IReadOnlyList<NoticeRow> claimed = [];
            try
            {
                if (places > 0)
                {
                    claimed = await database.InTransactionAsync(tx => tx.Notices.ClaimAsync(lane, places), stop);
                }
            }
            finally
            {
                if (places > claimed.Count)
                {
                    lanes.Leave(lane, places - claimed.Count);
                }
            }

            foreach (var notice in claimed)
            {
                var delivery = Task.Run(() => DeliverAsync(notice), CancellationToken.None);
                running[notice.Id] = delivery;
                _ = delivery.ContinueWith(_ => running.TryRemove(KeyValuePair.Create(notice.Id, delivery)), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    private async Task DeliverAsync(NoticeRow notice)
    {
        try
        {
            await WriteAsync(notice, await configured[notice.Channel].DeliverAsync(notice, cut.Token));
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested)
        {
            LogCut(log, notice.Id);
        }
        catch (Exception e)
        {
            LogUnwritten(log, notice.Id, e); // its lease runs out, and it is tried again
        }
        finally
        {
            lanes.Leave(notice.Lane);
            signal.Poke();
        }
    }

    private async Task WriteAsync(NoticeRow notice, Delivery delivery)
    {
        switch (delivery)
        {
            case Delivery.Done:
                await database.InTransactionAsync(tx => tx.Notices.MarkDeliveredAsync(notice), cut.Token);
                LogDelivered(log, notice.Id, Words.Of(notice.Event), Words.Of(notice.Channel), notice.Tries);
                break;

            case Delivery.Failed failed:
                var again = NoticeRetry.After(notice.Tries, failed.NotBefore, random.NextDouble);
                await WriteFailureAsync(notice, failed.Why, again);
                break;

            case Delivery.Refused refused:
                await WriteFailureAsync(notice, refused.Why, again: null);
                break;
        }
    }

    private async Task WriteFailureAsync(NoticeRow notice, string why, NodaTime.Duration? again)
    {
        why = ForeignText.Plain(why, LongestError); // a mail server's own words may be in it
        var dead = await database.InTransactionAsync(tx => tx.Notices.MarkFailedAsync(notice, why, again), cut.Token);
        if (dead)
        {
            LogDead(log, notice.Id, Words.Of(notice.Event), notice.Lane, notice.Tries, why);
        }
        else
        {
            LogNotDelivered(log, notice.Id, Words.Of(notice.Event), notice.Lane, notice.Tries, why);
        }
    }
}
