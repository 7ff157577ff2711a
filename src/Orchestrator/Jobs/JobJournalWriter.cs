using System.Diagnostics.CodeAnalysis;
using Orchestrator.Storage;

namespace Orchestrator.Jobs;

/// <summary>Writes what the journal noted, in batches and behind the jobs' backs. While Postgres is away the notes wait.</summary>
internal sealed partial class JobJournalWriter(JobJournal journal, Database database, TimeProvider time, ILogger<JobJournalWriter> log) : IHostedService, IDisposable
{
    private const int Batch = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long a stop waits for the last notes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource stop = new();
    private Task writing = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        writing = Task.Run(() => RunAsync(stop.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    [SuppressMessage("Usage", "VSTHRD003:Avoid awaiting foreign Tasks", Justification = "It was started here.")]
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        journal.Close();
        stop.CancelAfter(Patience);
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stop.Dispose();

    private async Task RunAsync(CancellationToken cancel)
    {
        while (await journal.Notes.WaitToReadAsync(cancel))
        {
            // What began and ended since is one row.
            var latest = new Dictionary<Guid, JobRun>();
            while (latest.Count < Batch && journal.Notes.TryRead(out var run))
            {
                latest[run.Id] = run;
            }

            await WriteAsync(latest.Values, cancel);
        }
    }

    private async Task WriteAsync(IReadOnlyCollection<JobRun> runs, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await database.InTransactionAsync(
                    async tx =>
                    {
                        await tx.WriteJobRunsAsync(runs);
                        return runs.Count;
                    },
                    cancel);
                return;
            }
            catch (Npgsql.PostgresException e) when (!e.IsTransient)
            {
                LogRefused(log, runs.Count, e); // trying again would not help
                return;
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                LogAway(log, runs.Count, e.Message);
                await Task.Delay(Pause, time, cancel);
            }
        }
    }

    [LoggerMessage(EventId = 9111, Level = LogLevel.Warning, Message = "{Count} rows of the history of jobs wait to be written: {Reason}")]
    private static partial void LogAway(ILogger logger, int count, string reason);

    [LoggerMessage(EventId = 9112, Level = LogLevel.Error, Message = "{Count} rows of the history of jobs are lost: the database refuses them")]
    private static partial void LogRefused(ILogger logger, int count, Exception exception);
}
