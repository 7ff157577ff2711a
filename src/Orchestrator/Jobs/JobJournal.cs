using System.Collections.Concurrent;
using System.Threading.Channels;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Hosting;
using Orchestrator.Storage;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>
/// Listens to the engine and notes each run. It only puts the notes into a queue: a job neither waits for its history nor fails because of it.
/// <see cref="JobJournalWriter"/> writes them.
/// </summary>
internal sealed partial class JobJournal : IJobListener, ITriggerListener
{
    /// <summary>Notes that wait while Postgres is away; older ones go first then.</summary>
    private const int MostWaiting = 20_000;

    private readonly ConcurrentDictionary<string, JobRun> running = new(StringComparer.Ordinal);
    private readonly Channel<JobRun> notes;
    private readonly OrchestratorOptions options;
    private readonly IClock clock;
    private readonly ILogger<JobJournal> log;

    public JobJournal(OrchestratorOptions options, IClock clock, ILogger<JobJournal> log)
    {
        this.options = options;
        this.clock = clock;
        this.log = log;
        notes = Channel.CreateBounded<JobRun>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            dropped => LogDropped(log, dropped.Kind, dropped.CaseId, dropped.State));
    }

    public string Name => nameof(JobJournal);

    public ChannelReader<JobRun> Notes => notes.Reader;

    /// <summary>Nothing more is coming: the engine has stopped.</summary>
    public void Close() => notes.Writer.TryComplete();

    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => SafelyAsync(() =>
    {
        if (JobNames.KindOf(context.JobDetail.Key) is not { } kind)
        {
            return;
        }

        var scheduled = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        var run = New(context.JobDetail.Key, kind, context.FireInstanceId, Instant.FromDateTimeOffset(scheduled)) with
        {
            Attempt = context.RetryAttempt,
            AskedBy = context.MergedJobDataMap.TryGetString(JobEngine.AskedBy, out var by) ? by : null,
        };
        running[context.FireInstanceId] = run;
        notes.Writer.TryWrite(run);
    });

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default) => SafelyAsync(() =>
    {
        if (!running.TryRemove(context.FireInstanceId, out var run))
        {
            return;
        }

        var ended = run with { EndedAt = Instant.Max(clock.GetCurrentInstant(), run.StartedAt), State = Words.Of(JobState.Succeeded) };
        if (jobException is not null)
        {
            ended = ended with
            {
                State = Words.Of(JobState.Failed),
                Exception = FaultText.Of(jobException),
                RetryAt = context.RetryScheduled && context.Trigger.NextFireTimeUtc is { } next ? Instant.FromDateTimeOffset(next) : null,
                GivenUp = run.CaseId is not null && !context.RetryScheduled, // a recurring job comes round again
            };
            if (ended.GivenUp)
            {
                LogDead(log, run.Kind, run.CaseId, run.Attempt);
            }
            else
            {
                LogFailed(log, run.Kind, run.CaseId, run.Attempt, ended.RetryAt);
            }
        }

        notes.Writer.TryWrite(ended);
    });

    public ValueTask TriggerMisfired(ITrigger trigger, IScheduler scheduler, CancellationToken cancellationToken = default) => SafelyAsync(() =>
    {
        if (JobNames.KindOf(trigger.JobKey) is { } kind)
        {
            var missed = Instant.FromDateTimeOffset(trigger.NextFireTimeUtc ?? trigger.StartTimeUtc);
            var run = New(trigger.JobKey, kind, trigger.Key.Name, missed);
            notes.Writer.TryWrite(run with { State = Words.Of(JobState.Misfired), EndedAt = run.StartedAt });
        }
    });

    private JobRun New(JobKey key, JobKind kind, string fireInstanceId, Instant scheduledAt)
    {
        var now = clock.GetCurrentInstant();
        return new JobRun
        {
            Id = Guid.CreateVersion7(now.ToDateTimeOffset()),
            Kind = Words.Of(kind),
            CaseId = JobNames.CaseOf(key),
            Instance = options.Instance,
            FireInstanceId = fireInstanceId,
            ScheduledAt = scheduledAt,
            StartedAt = now,
            State = Words.Of(JobState.Running),
        };
    }

    /// <summary>Whatever goes wrong in keeping history must not reach the job.</summary>
    private ValueTask SafelyAsync(Action note)
    {
        try
        {
            note();
        }
        catch (Exception e)
        {
            LogNotNoted(log, e);
        }

        return default;
    }
}
