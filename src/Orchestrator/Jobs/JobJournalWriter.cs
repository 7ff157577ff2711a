using System.Diagnostics.CodeAnalysis;
using Npgsql;
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

            await WriteAsync([.. latest.Values], cancel);
        }
    }

    private async Task WriteAsync(JobRun[] runs, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await database.InTransactionAsync(
                    async tx =>
                    {
                        await tx.WriteJobRunsAsync(runs);
                        return runs.Length;
                    },
                    cancel);
                return;
            }
            catch (PostgresException e) when (IsAboutTheRows(e))
            {
                if (runs.Length == 1)
                {
                    LogRefused(log, runs[0].Kind, runs[0].CaseId, e); // trying again would not help
                    return;
                }

                foreach (var run in runs)
                {
                    await WriteAsync([run], cancel); // one of them is bad, the others are not
                }

                return;
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                LogAway(log, runs.Length, e.Message);
                await Task.Delay(Pause, time, cancel);
            }
        }
    }

    /// <summary>Data or integrity (SQLSTATE classes 22 and 23); anything else is the server's trouble, and passes.</summary>
    private static bool IsAboutTheRows(PostgresException e) => e.SqlState.StartsWith("22", StringComparison.Ordinal) || e.SqlState.StartsWith("23", StringComparison.Ordinal);

    [LoggerMessage(EventId = 9111, Level = LogLevel.Warning, Message = "{Count} rows of the history of jobs wait to be written: {Reason}")]
    private static partial void LogAway(ILogger logger, int count, string reason);

    [LoggerMessage(EventId = 9112, Level = LogLevel.Error, Message = "The history of a run of {Kind} (case {CaseId}) is lost: the database refuses it")]
    private static partial void LogRefused(ILogger logger, string kind, Guid? caseId, Exception exception);
}
