using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.Jobs;

/// <summary>What Hangfire asks at each change of a job, for our jobs and this instance only: its own global filters are not used.</summary>
internal sealed class JobFilters : IJobFilterProvider
{
    private readonly JobFilter[] ofCallbacks;
    private readonly JobFilter[] ofOthers;

    public JobFilters(OrchestratorOptions options, PausedJobs pauses, ILoggerFactory logs)
    {
        JobEngineDefaults.Use(logs); // a filter takes its logger when it is made
        var retries = JobRetries.Read(options.Jobs.RetryAfter) ?? [];
        var retry = new AutomaticRetryAttribute { Attempts = retries.Count, OnAttemptsExceeded = AttemptsExceededAction.Fail };
        if (retries.Count > 0)
        {
            retry.DelaysInSeconds = [.. retries.Select(r => (int)Math.Ceiling(r.TotalSeconds))];
        }

        object[] ofAll = [new StatisticsHistoryAttribute(), new JobTerms()];
        ofCallbacks = [.. ofAll.Append(retry).Select(Global)];
        ofOthers = [.. ofAll.Append(pauses).Append(new AutomaticRetryAttribute { Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete }).Select(Global)]; // the next round is the retry
    }

    public IEnumerable<JobFilter> GetFilters(Job job) => job.Type == typeof(CallbackJob) ? ofCallbacks : ofOthers;

    private static JobFilter Global(object filter) => new(filter, JobFilterScope.Global, null);

    /// <summary>How long jobs that have ended stay in the dashboard. The case's timeline tells of them for ever; one that failed stays until somebody acts.</summary>
    private sealed class JobTerms : IApplyStateFilter
    {
        private static readonly TimeSpan OfCallbacks = TimeSpan.FromDays(7);
        private static readonly TimeSpan OfOthers = TimeSpan.FromHours(1);

        public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction) =>
            context.JobExpirationTimeout = context.BackgroundJob.Job?.Type == typeof(CallbackJob) ? OfCallbacks : OfOthers;

        public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
        {
            // nothing is done when a state ends
        }
    }
}
