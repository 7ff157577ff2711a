using System.Threading.Channels;
using NodaTime;

namespace Orchestrator.Engine.Jobs;

/// <summary>
/// The last seconds before a case is due: Hangfire's clock ticks in seconds, this one in milliseconds. A timer for each case that is due soon, the latest word counts;
/// one that is lost in a crash is made up for by the sweep.
/// </summary>
internal sealed class DueTimers(TimeProvider time) : IDisposable
{
    /// <summary>A timer may be early by a part of a millisecond, a case must not.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(1);

    private readonly Dictionary<Guid, ITimer> timers = [];
    private readonly Channel<Guid> due = Channel.CreateUnbounded<Guid>();
    private bool stopped;

    /// <summary>Cases whose time has come.</summary>
    public ChannelReader<Guid> Due => due.Reader;

    public void Arm(Guid caseId, Duration until)
    {
        lock (timers)
        {
            if (stopped)
            {
                return;
            }

            if (timers.Remove(caseId, out var earlier))
            {
                earlier.Dispose();
            }

            if (until <= Duration.Zero)
            {
                due.Writer.TryWrite(caseId);
                return;
            }

            ITimer? timer = null;
            timer = time.CreateTimer(_ => Fire(caseId, () => timer), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timers[caseId] = timer;
            timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(until.TotalMilliseconds)) + Margin, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>No more of them: what was armed is found by whoever looks next.</summary>
    public void Stop()
    {
        lock (timers)
        {
            stopped = true;
            foreach (var timer in timers.Values)
            {
                timer.Dispose();
            }

            timers.Clear();
            due.Writer.TryComplete();
        }
    }

    public void Dispose() => Stop();

    private void Fire(Guid caseId, Func<ITimer?> own)
    {
        lock (timers)
        {
            if (!timers.TryGetValue(caseId, out var current) || current != own())
            {
                return; // another one was armed at this very moment
            }

            timers.Remove(caseId);
            current.Dispose();
            due.Writer.TryWrite(caseId);
        }
    }
}
