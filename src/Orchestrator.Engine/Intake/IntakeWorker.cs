using Npgsql;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Intake;

/// <summary>
/// Takes verdicts to the database, one after the other. Each goes to a spool on disk first, on a path that never waits for Postgres: neither Postgres that is away
/// nor one that hangs keeps a verdict in memory, where a crash would lose it. The spool is drained in order, once the tables are there.
/// </summary>
public sealed partial class IntakeWorker(
    IntakeQueue queue, IntakeSpool spool, MissedCallRecorder recorder, CaseDesk desk, Database database, PoliciesInForce policies, EngineState engine, TimeProvider time, ILogger<IntakeWorker> log)
    : BackgroundService
{
    /// <summary>From one try to the next, while the database or the disk does not take a call.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private bool isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(SpoolAsync(stoppingToken), DrainAsync(stoppingToken));
        spool.Add([.. Arrived()]); // stopping: the next start drains them
    }

    private async Task SpoolAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (spool.HasUnwritten)
                {
                    await Task.Delay(RetryInterval, time, stop);
                }
                else
                {
                    await queue.Reader.WaitToReadAsync(stop);
                }

                spool.Add([.. Arrived()]);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private IEnumerable<PendingVerdict> Arrived()
    {
        while (queue.Reader.TryRead(out var pending))
        {
            yield return pending;
        }
    }

    private async Task DrainAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var first = await spool.FirstAsync(stop);
                if (engine.Migrated && await TakeAsync(first, stop))
                {
                    spool.Remove();
                }
                else
                {
                    await Task.Delay(RetryInterval, time, stop);
                }
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return; // the verdict stays in the spool
            }
        }
    }

    /// <returns>Whether this verdict is done with.</returns>
    private async Task<bool> TakeAsync(CallVerdict verdict, CancellationToken cancel)
    {
        try
        {
            await RecordAsync(verdict, cancel);
            isAway = false;
            return true;
        }
        catch (Exception e) when (IsHopeless(e))
        {
            return Reject(verdict, e);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            if (isAway)
            {
                LogStillAway(log, spool.Count, e.GetBaseException().Message);
            }
            else
            {
                LogSpooled(log, spool.Count, e);
            }

            isAway = true;
            return false;
        }
    }

    private bool Reject(CallVerdict verdict, Exception e)
    {
        LogRejected(log, spool.RejectedFile, e);
        try
        {
            spool.Reject(verdict);
            return true;
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            LogFailed(log, full);
            spool.Postpone(); // those behind it go first
            return false;
        }
    }

    /// <summary>The database is there and will never take this one (22: data exceptions, 23: constraints); it must not hold up those behind it.</summary>
    internal static bool IsHopeless(Exception e) => e switch
    {
        PostgresException { SqlState: ['2', '2' or '3', ..] } => true,
        ArgumentException or FormatException or InvalidCastException => true, // what cannot even be sent, such as half a surrogate pair
        _ => false,
    };

    private Task RecordAsync(CallVerdict verdict, CancellationToken cancel) => verdict switch
    {
        CallVerdict.Missed m => recorder.RecordAsync(m.Report, cancel),
        CallVerdict.Answered a => AnsweredAsync(a.Report, cancel),
        _ => throw new InvalidOperationException($"No such verdict: {verdict.GetType().Name}."),
    };

    private async Task AnsweredAsync(AnsweredCallReport report, CancellationToken cancel)
    {
        if (policies.Numbers.Read(report.CallerNumber) is { } number)
        {
            var closed = await desk.CalledAgainAsync(number, report.At, new Reason.CustomerRangIn(), cancel);
            if (closed > 0)
            {
                LogCalledAgain(log, number.Shortened, closed);
            }

            if (report.Operator is { } member)
            {
                await database.InTransactionAsync(tx => tx.Contacts.NoteQueueCallAsync(report.Pbx, number, member, report.At), cancel);
            }
        }
    }
}
