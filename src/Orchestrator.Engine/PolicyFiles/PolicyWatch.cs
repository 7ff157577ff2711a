using Orchestrator.Engine.Signals;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>
/// Watches the policy files. The file system's own notices make it quick; a slow poll makes it sure, for network mounts, replaced symbolic links
/// and whatever else gives no notice.
/// </summary>
public sealed partial class PolicyWatch(PolicyFolder folder, PolicyKeeper keeper, TimeProvider time, ILogger<PolicyWatch> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    /// <summary>From one look to the next while something changes. Longer than an editor takes to write a page.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    private readonly Signal notices = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looks = new SettledLooks(folder.Look, keeper.Taken);
        using var notifiers = new DirectoryNotices(notices.Poke);
        LookResult result = new LookResult.Same(); // what was read at the start
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (notifiers.Watch(folder.Directories) is { } reason)
                {
                    LogNotNotified(log, reason, Poll.TotalSeconds);
                }

                await PauseAsync(result is LookResult.Moving ? null : Poll, stoppingToken);
                result = looks.Next();
                if (result is LookResult.Changed { Look: var look })
                {
                    keeper.Take(look);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailed(log, e); // a look that fails is followed by another
                await PauseAsync(Poll, stoppingToken);
            }
        }
    }

    /// <param name="most">Null: only until things may have settled.</param>
    private async Task PauseAsync(TimeSpan? most, CancellationToken stop)
    {
        if (most is { } poll)
        {
            await notices.WaitAsync(poll, time, stop);
        }
        else
        {
            await Task.Delay(Settling, time, stop);
        }

        stop.ThrowIfCancellationRequested();
    }
}
