using Orchestrator.Engine.Signals;

namespace Orchestrator.Web.Live;

/// <summary>Whether anybody wants to know. What nobody looks at is not kept up to date.</summary>
internal sealed class Interest(LiveWake wake, TimeProvider time)
{
    /// <summary>Somebody who asked once, asks again soon: a page without script is reloaded.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);

    private long askedAt = long.MinValue;
    private int holders;

    public bool IsAlive => Volatile.Read(ref holders) > 0
        || (Volatile.Read(ref askedAt) is var asked && asked != long.MinValue && time.GetElapsedTime(asked) < Lasts);

    /// <summary>Wants to know for a short while.</summary>
    public void Touch()
    {
        Volatile.Write(ref askedAt, time.GetTimestamp());
        wake.Poke();
    }

    /// <summary>Wants to know until the result is disposed.</summary>
    public IDisposable Hold()
    {
        Interlocked.Increment(ref holders);
        wake.Poke();
        return new Held(this);
    }

    private sealed class Held(Interest interest) : IDisposable
    {
        private int disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0)
            {
                Interlocked.Decrement(ref interest.holders);
            }
        }
    }
}

/// <summary>Somebody watches: the worker has to begin.</summary>
internal sealed class LiveWake : Signal;
