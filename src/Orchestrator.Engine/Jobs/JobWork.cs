namespace Orchestrator.Engine.Jobs;

/// <summary>All that works on jobs in this process: Hangfire's server, the book, the timers' cases, the sweep.</summary>
internal sealed class JobWork(JobServer server, JobBook book, DueTimers timers, DueCases due, Sweeping sweeping)
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    /// <summary>Works until it is stopped. Nothing of it waits for Hangfire's server.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(server.StartAsync(stop), book.RunAsync(stop), due.RunAsync(stop), sweeping.RunAsync(stop));

    /// <summary>
    /// Writes down what the last attempts came to, if the database lets it. A case whose timer ran here is decided upon by another instance's sweep, or by ours after the start.
    /// </summary>
    public async Task StopAsync()
    {
        timers.Stop();
        using var limit = new CancellationTokenSource(LastWords);
        await book.CatchUpAsync(limit.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await server.StopAsync();
    }
}
