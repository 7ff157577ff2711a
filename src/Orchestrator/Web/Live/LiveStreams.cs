using Orchestrator.Access;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Live;

/// <summary>The open streams: how many there may be, and whether those who hold them may still do so. Asks for all of them at once.</summary>
internal sealed class LiveStreams
{
    /// <summary>Tabs of one session, or programs with one key.</summary>
    public const int MostPerHolder = 12;

    public const int MostInAll = 500;

    private readonly Lock gate = new();
    private readonly HashSet<LiveStream> open = [];

    /// <summary>Takes a place; null when there is none left.</summary>
    public LiveStream? TryOpen(StreamHolder holder)
    {
        lock (gate)
        {
            if (open.Count >= MostInAll || open.Count(s => s.Holder == holder) >= MostPerHolder)
            {
                return null;
            }

            var stream = new LiveStream(holder, Leave);
            open.Add(stream);
            return stream;
        }
    }

    /// <summary>Ends the streams of sessions that were ended and of keys that were revoked.</summary>
    public async Task CheckAsync(Database database, CancellationToken cancel)
    {
        List<LiveStream> streams;
        lock (gate)
        {
            streams = [.. open];
        }

        if (streams.Count == 0)
        {
            return;
        }

        var sessions = streams.Select(s => s.Holder).OfType<StreamHolder.Session>().Select(s => s.Id).Distinct().ToArray();
        var keys = streams.Select(s => s.Holder).OfType<StreamHolder.Key>().Select(k => k.Name).Distinct(StringComparer.Ordinal).ToArray();
        var live = await database.InTransactionAsync<HashSet<StreamHolder>>(
            async tx =>
            [
                .. (sessions.Length == 0 ? [] : await tx.Sessions.LiveAsync(sessions)).Select(id => new StreamHolder.Session(id)),
                .. (keys.Length == 0 ? [] : await tx.ApiKeys.LiveAsync(keys)).Select(name => new StreamHolder.Key(name)),
            ],
            cancel);
        foreach (var stream in streams.Where(s => !live.Contains(s.Holder)))
        {
            await stream.EndAsync();
        }
    }

    private void Leave(LiveStream stream)
    {
        lock (gate)
        {
            open.Remove(stream);
        }
    }
}

/// <summary>Whose a stream is: a closed set.</summary>
internal abstract record StreamHolder
{
    private StreamHolder()
    {
    }

    public sealed record Session(Guid Id) : StreamHolder;

    public sealed record Key(string Name) : StreamHolder;

    /// <summary>The holder of a request that was let in.</summary>
    public static StreamHolder Of(HttpContext http) =>
        SessionTickets.SessionOf(http.User) is { } session ? new Session(session) : new Key(http.User.Identity!.Name!);
}

/// <summary>One place among the open streams.</summary>
internal sealed class LiveStream(StreamHolder holder, Action<LiveStream> leave) : IDisposable
{
    private readonly CancellationTokenSource revoked = new();

    public StreamHolder Holder { get; } = holder;

    /// <summary>Its session was ended, or its key revoked.</summary>
    public CancellationToken Revoked => revoked.Token;

    public async Task EndAsync()
    {
        try
        {
            await revoked.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself meanwhile.
        }
    }

    public void Dispose()
    {
        leave(this);
        revoked.Dispose();
    }
}
