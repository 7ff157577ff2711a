using System.Threading.Channels;

namespace Orchestrator.Engine.Signals;

/// <summary>Tells a worker to look. Many pokes are one look.</summary>
public class Signal
{
    private readonly Channel<bool> pokes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Poke() => pokes.Writer.TryWrite(true);

    /// <summary>Whether there was a poke since the last look.</summary>
    public bool Take() => pokes.Reader.TryRead(out _);

    /// <summary>Waits for a poke.</summary>
    /// <exception cref="OperationCanceledException">It is stopped.</exception>
    public async Task WaitAsync(CancellationToken stop) => await pokes.Reader.ReadAsync(stop);

    /// <summary>Waits for a poke, but no longer than that, and not beyond a stop. Never throws.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var poked = pokes.Reader.ReadAsync(limit.Token).AsTask();
        await Task.WhenAny(poked, Task.Delay(atMost, time, limit.Token));
        await limit.CancelAsync();
        await poked.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}

/// <summary>Tells the dispatcher to look: a case became ready, an operator or a line became free.</summary>
public sealed class DispatchSignal : Signal;

/// <summary>Tells whoever watches that something was written about cases, by whatever part of this process.</summary>
public sealed class CaseSignal : Signal;
