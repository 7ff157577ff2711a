using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>Runs the sweep every ten seconds, on every instance, whether the job engine runs or not: it is what finds a case that the engine lost.</summary>
internal sealed partial class Sweeping(CaseSweep sweep, PausedJobs pauses, TimeProvider time, ILogger<Sweeping> log)
{
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    /// <summary>After a round that failed: the database may be back in a moment.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            var pause = Round;
            try
            {
                if (await pauses.MayRunAsync(JobKind.Sweep, stop))
                {
                    await sweep.RunAsync(stop);
                }
            }
            catch (AggregateException e) when (!stop.IsCancellationRequested)
            {
                LogFailed(log, e.GetBaseException().Message); // each case has been told of
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                LogFailed(log, e.GetBaseException().Message);
                pause = Soon;
            }

            await Task.Delay(pause, time, stop);
        }
    }

    [LoggerMessage(EventId = 9122, Level = LogLevel.Warning, Message = "The sweep failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
