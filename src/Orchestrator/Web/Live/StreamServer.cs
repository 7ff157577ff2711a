using System.Data.Common;

namespace Orchestrator.Web.Live;

/// <summary>Serves one stream from its beginning to its end: the peer leaves, its rights end, it has lasted long enough, or the process stops.</summary>
internal sealed class StreamServer(LiveStreams streams, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>Then the browser comes again by itself, and its session is found to be in use.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>A peer that takes nothing for so long is gone.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <returns>False: there are too many streams.</returns>
    public async Task<bool> ServeAsync(HttpContext http, Func<SseWriter, CancellationToken, Task> serve)
    {
        using var stream = streams.TryOpen(StreamHolder.Of(http));
        if (stream is null)
        {
            return false;
        }

        using var age = new CancellationTokenSource(Longest, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping, stream.Revoked, age.Token);
        try
        {
            var writer = await SseWriter.BeginAsync(http, time, end.Token);
            try
            {
                await serve(writer, end.Token);
            }
            catch (OperationCanceledException) when (stream.Revoked.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested)
            {
                using var limit = new CancellationTokenSource(Farewell, time);
                await writer.SendAsync("end", null, "signed out", limit.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or DbException)
        {
            // However it ended, the database's absence in the middle of catching up among it: the peer comes again if it still wants to know.
        }

        return true;
    }
}
