using System.Diagnostics.CodeAnalysis;
using Hangfire;
using Hangfire.Client;
using Hangfire.Server;
using Hangfire.States;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>
/// Hangfire's server in this process: its scheduler and its workers. It is started and stopped in the engine's order, and retries soon when the database comes back
/// (a server that Hangfire hosts by itself backs off for up to five minutes).
/// </summary>
internal sealed partial class JobServer(JobTables tables, JobFilters filters, IServiceProvider services, Database database, OrchestratorOptions options, TimeProvider time, ILogger<JobServer> log) : IAsyncDisposable
{
    /// <summary>A job starts a timer and is done: it needs a worker for milliseconds.</summary>
    private const int Workers = 8;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private BackgroundProcessingServer? server;

    /// <summary>Starts it as soon as the database lets it, and comes back then. The tables must be there.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await database.InTransactionAsync(tx => tx.Jobs.RestartReadyAsync(), cancel);
                await Task.Run(Start, cancel); // it asks for locks, and blocks
                return;
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                LogWaiting(log, e.GetBaseException().Message);
                await Task.Delay(Patience, time, cancel);
            }
        }
    }

    [SuppressMessage("Usage", "VSTHRD003:Avoid awaiting foreign Tasks", Justification = "The server was started here.")]
    public async Task StopAsync()
    {
        if (server is { } running)
        {
            server = null;
            running.SendStop();
            using var limit = new CancellationTokenSource(2 * Farewell);
            await running.WaitForShutdownAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            running.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        server?.Dispose();
    }

    private void Start()
    {
        var performer = new CarefulPerformer(new BackgroundJobPerformer(filters, new Activator(services)));
        var states = new BackgroundJobStateChanger(filters);
        var factory = new BackgroundJobFactory(filters);
        RecurringJobs.Register(new RecurringJobManager(tables.Storage, factory));
        string[] queues = [CallbackJob.Queue, EnqueuedState.DefaultQueue];
        server = new BackgroundProcessingServer(
            tables.Storage,
            [
                new Worker(queues, performer, states).UseBackgroundPool(Workers),
                new DelayedJobScheduler(Poll, states).UseBackgroundPool(1), // jobs that name their queue are moved there in one batch
                new RecurringJobScheduler(factory, Poll).UseBackgroundPool(1),
            ],
            new Dictionary<string, object>(StringComparer.Ordinal) { ["Queues"] = queues, ["WorkerCount"] = Workers },
            new BackgroundProcessingServerOptions
            {
                ServerName = options.Instance,
                HeartbeatInterval = TimeSpan.FromSeconds(5),
                ServerCheckInterval = TimeSpan.FromSeconds(30),
                ServerTimeout = TimeSpan.FromMinutes(1),
                RetryDelay = attempt => TimeSpan.FromSeconds(Math.Min(attempt, Patience.TotalSeconds)),
                RestartDelay = Patience,
                StopTimeout = Farewell,
                ShutdownTimeout = Farewell,
            });
    }

    [LoggerMessage(EventId = 9151, Level = LogLevel.Warning, Message = "The job engine waits for the database: {Reason}; due cases are still decided on")]
    private static partial void LogWaiting(ILogger logger, string reason);

    /// <summary>Makes jobs from the program's own parts.</summary>
    private sealed class Activator(IServiceProvider services) : JobActivator
    {
        public override object ActivateJob(Type jobType) => ActivatorUtilities.CreateInstance(services, jobType);
    }
}
