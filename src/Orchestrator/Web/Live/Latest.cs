namespace Orchestrator.Web.Live;

/// <summary>One value that is replaced again and again; whoever is slow misses what lies between. One writer, any number of readers.</summary>
internal sealed class Latest<T>
    where T : class
{
    private volatile Edition edition = new(null, 0);

    public T? Value => edition.Value;

    /// <summary>The newest edition.</summary>
    public Edition Current => edition;

    public void Publish(T value)
    {
        var old = edition;
        edition = new Edition(value, old.Version + 1);
        old.Replaced.SetResult();
    }

    internal sealed record Edition(T? Value, long Version)
    {
        internal TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Until there is a newer one, but no longer than that.</summary>
        /// <returns>Whether there is.</returns>
        public async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancel)
        {
            try
            {
                await Replaced.Task.WaitAsync(atMost, time, cancel);
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }
}
