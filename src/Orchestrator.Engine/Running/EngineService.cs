using Orchestrator.Core.Numbers;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Dialling;
using Orchestrator.Engine.Dispatch;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.NumberRules;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Running;

/// <summary>
/// Brings the daemon up in its order (database, kept policy versions, attempts left behind, wake-ups, dispatch) and down again: no new attempts first, then the running ones.
/// Waits for the database as long as it takes; the links to the PBXs and the health endpoints do not wait for it.
/// </summary>
internal sealed partial class EngineService(
    Database database, Migrator migrator, AttemptRecovery recovery, AttemptHost attempts, Strays strays, Dispatcher dispatcher, BlindIntervals blind,
    RunningAttempts running, PolicyKeeper policies, JobWork jobs,
    EngineState state, OrchestratorOptions options, TimeProvider time, ILogger<EngineService> log) : BackgroundService
{
    /// <summary>A third of an attempt's lease.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>How long a stop waits for customers whose phones ring. With the other steps a stop takes at most 25 s (HostOptions.ShutdownTimeout).</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(10);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        state.Stopping = true;
        await base.StopAsync(cancellationToken); // no new attempts from here on
        await attempts.StopAsync(Drain);
        await jobs.StopAsync();
        LogStopped(log);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await UntilDoneAsync("the database", () => PrepareDatabaseAsync(stoppingToken), stoppingToken);
        state.Migrated = true;
        await UntilDoneAsync("the kept policy versions", () => policies.RecallAsync(stoppingToken), stoppingToken);
        await UntilDoneAsync("the operators' last calls", () => recovery.RecallOperatorsAsync(stoppingToken), stoppingToken);
        await UntilDoneAsync("attempts left behind", () => recovery.TakeUpOwnAsync(stoppingToken), stoppingToken);
        state.Running = true;
        LogRunning(log, options.Instance);
        await Task.WhenAll(dispatcher.RunAsync(stoppingToken), jobs.RunAsync(stoppingToken), BeatAsync(stoppingToken), strays.RunAsync(stoppingToken), policies.RunAsync(stoppingToken));
    }

    private async Task PrepareDatabaseAsync(CancellationToken stop)
    {
        var applied = await migrator.ApplyAsync(stop);
        foreach (var migration in applied)
        {
            LogMigrated(log, migration.Name);
        }

        foreach (var what in await ChangedNumbers.TellAsync(database, applied, NumbersFile.Load(PolicyPaths.Of(options).Numbers).Plan ?? NumberPlan.Unknown, stop))
        {
            LogNumberChanged(log, what.ToString());
        }

        if (await database.InTransactionAsync(tx => tx.Instances.RegisterAsync(options.Instance), stop) is { } lastSeen)
        {
            blind.NobodyListenedSince(lastSeen, options.Pbx.Select(p => p.Name));
        }
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Heartbeat, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            // One that fails must not keep the others from their turn: leases run out.
            await TryAsync(() => recovery.TakeUpOrphansAsync(stop), stop);
            await TryAsync(() => database.InTransactionAsync(tx => tx.Instances.BeatAsync(options.Instance), stop), stop);
            await TryAsync(() => CancelUnwantedAsync(stop), stop);
            await TryAsync(() => blind.WriteAsync(database, stop), stop);
        }
    }

    private async Task TryAsync(Func<Task> work, CancellationToken stop)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogBeatFailed(log, e.GetBaseException().Message);
        }
    }

    /// <summary>Asked for on the command line or at another instance; those of this process were told at once.</summary>
    private async Task CancelUnwantedAsync(CancellationToken stop)
    {
        foreach (var wish in await database.InTransactionAsync(tx => tx.Cases.ClosingWishesAsync(options.Instance), stop))
        {
            running.Cancel(wish.CaseId, wish.Why);
        }
    }

    private async Task UntilDoneAsync(string what, Func<Task> work, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception e) when (e is not MigrationException && !stop.IsCancellationRequested)
            {
                LogWaiting(log, what, e.GetBaseException().Message);
                await Task.Delay(Retry, time, stop);
            }
        }
    }
}
