using Hangfire.Client;
using Npgsql;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>Keeps a paused recurring job from running. The row in <c>job_pause</c> is asked each time, so that a pause holds on every instance and over restarts.</summary>
internal sealed partial class PausedJobs(Database database, ILogger<PausedJobs> log) : IClientFilter
{
    /// <summary>Whether it runs by itself now.</summary>
    /// <exception cref="NpgsqlException">Nobody knows.</exception>
    public async Task<bool> MayRunAsync(JobKind kind, CancellationToken cancel) => !await database.InTransactionAsync(tx => tx.JobPauses.IsPausedAsync(kind), cancel);

    /// <summary>Hangfire is about to make a job. One that comes from the schedule is refused while it is paused; one that a person asks for is not.</summary>
    public void OnCreating(CreatingContext context)
    {
        if (context.Parameters.ContainsKey("RecurringJobId") && RecurringJobs.KindOf(context.Job) is { } kind)
        {
            try
            {
#pragma warning disable VSTHRD002 // Hangfire's filters are synchronous, on a thread of its own
                context.Canceled = !MayRunAsync(kind, CancellationToken.None).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                LogUnknown(log, kind, e.GetBaseException().Message);
                context.Canceled = true; // it comes round again, and without the database it could do nothing
            }
        }
    }

    public void OnCreated(CreatedContext context)
    {
        // it was made
    }

    [LoggerMessage(EventId = 9121, Level = LogLevel.Warning, Message = "The job {Kind} skips a round because it cannot be told whether it is paused: {Reason}")]
    private static partial void LogUnknown(ILogger logger, JobKind kind, string reason);
}
