using Npgsql;
using Orchestrator.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Policies;
using Orchestrator.Storage;

namespace Orchestrator.Intake;

/// <summary>
/// Takes verdicts to the database, one after the other. While Postgres is away they are kept in a spool on disk and drained in order afterwards.
/// </summary>
public sealed partial class IntakeWorker(
    IntakeQueue queue, IntakeSpool spool, MissedCallRecorder recorder, CaseDesk desk, Database database, PoliciesInForce policies, TimeProvider time, ILogger<IntakeWorker> log) : BackgroundService
{
    /// <summary>From one try to drain the spool to the next.</summary>
    private static readonly TimeSpan DrainInterval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DrainAsync(stoppingToken);
                if (spool.IsEmpty)
                {
                    await TakeAsync(await queue.Reader.ReadAsync(stoppingToken), stoppingToken);
                }
                else
                {
                    // What comes meanwhile goes behind what already waits: order is kept, and a restart loses nothing.
                    while (queue.Reader.TryRead(out var verdict))
                    {
                        spool.Add(verdict);
                    }

                    await Task.Delay(DrainInterval, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                LogFailed(log, e);
            }
        }

        while (queue.Reader.TryRead(out var verdict))
        {
            spool.Add(verdict); // stopping: the next start drains them
        }
    }

    private async Task TakeAsync(CallVerdict verdict, CancellationToken cancel)
    {
        try
        {
            await RecordAsync(verdict, cancel);
        }
        catch (Exception e) when (IsHopeless(e))
        {
            Reject(verdict, e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogSpooled(log, e);
            spool.Add(verdict);
        }
        catch (OperationCanceledException)
        {
            spool.Add(verdict);
            throw;
        }
    }

    private async Task DrainAsync(CancellationToken cancel)
    {
        while (spool.Peek() is { } verdict)
        {
            try
            {
                await RecordAsync(verdict, cancel);
            }
            catch (Exception e) when (IsHopeless(e))
            {
                Reject(verdict, e);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogStillAway(log, spool.Count, e.Message);
                return;
            }

            spool.Remove();
        }
    }

    private void Reject(CallVerdict verdict, Exception e)
    {
        LogRejected(log, spool.RejectedFile, e);
        spool.Reject(verdict);
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
        if (policies.Numbers.Normalise(report.CallerNumber) is NormalisedNumber.Dialable { Number: var number })
        {
            var closed = await desk.CalledAgainAsync(number.E164, report.At, "the customer rang in and was answered", cancel);
            if (closed > 0)
            {
                LogCalledAgain(log, number.Shortened, closed);
            }

            if (report.Operator is { } member)
            {
                await database.InTransactionAsync(
                    async tx =>
                    {
                        await tx.NoteQueueCallAsync(report.Pbx, number.E164, member, report.At);
                        return true;
                    },
                    cancel);
            }
        }
    }
}
