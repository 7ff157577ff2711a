using System.Collections.Concurrent;

namespace Orchestrator.Asterisk.Ari;

/// <summary>
/// Sends an event to our own application and waits for it on the socket. A socket can live, and REST answer, while Asterisk delivers nothing any more:
/// a connection attempt of ours that was given up and came through late registers our applications, and unregisters them when it is cleaned up,
/// although they are ours again by then (seen on 22.10.1, res/ari/ari_websockets.c).
/// </summary>
internal sealed class AriHeartbeat(AriRest rest, TimeProvider time, TimeSpan patience)
{
    private const string EventName = "orchestrator-heartbeat";

    private readonly ConcurrentDictionary<string, TaskCompletionSource> awaited = new(StringComparer.Ordinal);

    /// <summary>Whether a message is one of ours, which nobody else needs to see.</summary>
    public bool Hears(AriEvent message)
    {
        if (message is not ChannelUserevent { EventName: EventName })
            return false;
        if (awaited.TryGetValue(message.Application, out var echo))
            echo.TrySetResult();
        return true;
    }

    public async Task<Beat> SendAsync(string app, CancellationToken cancellationToken)
    {
        var echo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        awaited[app] = echo;
        switch (await rest.CommandAsync(HttpMethod.Post, $"/events/user/{EventName}?application={Uri.EscapeDataString(app)}", body: null, cancellationToken))
        {
            case AriResult.NotSent not:
                return new Beat.NoRest(not.Reason);
            case AriResult.Unknown unknown:
                return new Beat.NoRest(unknown.Reason);
            case AriResult.Gone:
                return new Beat.Deaf($"the application {app} is not registered any more");
            case AriResult.Refused:
                return new Beat.Felt(); // a user that may only read: REST answers, and more cannot be asked
        }

        try
        {
            await echo.Task.WaitAsync(patience, time, cancellationToken);
            return new Beat.Felt();
        }
        catch (TimeoutException)
        {
            return new Beat.Deaf($"an event to the application {app} did not arrive within {patience}");
        }
    }

    /// <summary>What a heartbeat tells: a closed set.</summary>
    public abstract record Beat
    {
        private Beat()
        {
        }

        /// <summary>REST answers and events arrive, as far as can be told.</summary>
        public sealed record Felt : Beat;

        /// <summary>REST does not answer.</summary>
        public sealed record NoRest(string Why) : Beat;

        /// <summary>REST answers, and events do not arrive.</summary>
        public sealed record Deaf(string Why) : Beat;
    }
}
