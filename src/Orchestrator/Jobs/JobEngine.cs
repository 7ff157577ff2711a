using NodaTime;
using Orchestrator.Hosting;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>What people ask the engine: when does it fire next, and run that now.</summary>
internal sealed partial class JobEngine(ISchedulerFactory schedulers, EngineState state, ILogger<JobEngine> log)
{
    /// <summary>In the data of a run that a person asked for: who.</summary>
    public const string AskedBy = "asked_by";

    /// <summary>The next times of recurring jobs. Empty while the engine does not run here, or does not answer.</summary>
    public async Task<IReadOnlyDictionary<JobKind, Instant>> NextRunsAsync(CancellationToken cancel)
    {
        var triggers = await FindAsync([.. RecurringJobs.All.Select(j => j.Trigger)], cancel);
        return RecurringJobs.All.Where(j => triggers?.ContainsKey(j.Trigger) == true).ToDictionary(j => j.Kind, j => triggers![j.Trigger]);
    }

    /// <summary>When the engine means to wake these cases. Null: nobody knows just now; a case that is missing has no trigger, and the sweep will find it.</summary>
    public async Task<IReadOnlyDictionary<Guid, Instant>?> WakeUpsAsync(IEnumerable<Guid> caseIds, CancellationToken cancel)
    {
        var keys = caseIds.Select(CaseWakeUpJob.KeyOf).ToList();
        var triggers = await FindAsync([.. keys.Select(k => new TriggerKey(k.Name, k.Group))], cancel);
        return triggers?.ToDictionary(t => Guid.ParseExact(t.Key.Name, "N"), t => t.Value);
    }

    /// <returns>False: the engine does not answer.</returns>
    public async Task<bool> RunNowAsync(JobKind recurring, string by, CancellationToken cancel)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(cancel);
            await scheduler.TriggerJob(JobNames.KeyOf(recurring), new JobDataMap { [AskedBy] = by }, cancel);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogAway(log, e.Message);
            return false;
        }
    }

    private async Task<IReadOnlyDictionary<TriggerKey, Instant>?> FindAsync(TriggerKey[] keys, CancellationToken cancel)
    {
        if (!state.SchedulerStarted)
        {
            return null;
        }

        try
        {
            var scheduler = await schedulers.GetScheduler(cancel);
            var triggers = await scheduler.GetTriggers(keys, cancel);
            return triggers.Where(t => t.NextFireTimeUtc is not null).ToDictionary(t => t.Key, t => Instant.FromDateTimeOffset(t.NextFireTimeUtc!.Value));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogAway(log, e.Message);
            return null;
        }
    }

    [LoggerMessage(EventId = 9131, Level = LogLevel.Warning, Message = "The job engine does not answer: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
