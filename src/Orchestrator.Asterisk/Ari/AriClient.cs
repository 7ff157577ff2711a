using System.Collections.Immutable;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Asterisk.Ari;

/// <summary>
/// One ARI: its event socket, connected to again and again, and its REST calls. One socket, one reader, one bounded buffer, one consumer:
/// the reader does nothing but read, and an event's order is the wire's.
/// </summary>
public sealed partial class AriClient : IAsyncDisposable
{
    private static readonly TimeSpan WhileWaiting = TimeSpan.FromMilliseconds(50);

    private readonly AriOptions options;
    private readonly TimeProvider time;
    private readonly Backoff backoff;
    private readonly ILogger<AriClient> logger;
    private readonly FaultCounter faults;
    private readonly AriEventReader reader;
    private readonly HttpMessageHandler? ownHandler;
    private readonly HttpMessageInvoker invoker;
    private readonly AriRest rest;
    private readonly AriHeartbeat heartbeat;
    private readonly Channel<AriSignal> signals;
    private readonly CancellationTokenSource disposed = new();
    private volatile AriLinkStatus status;
    private volatile HashSet<string> held = new HashSet<string>(StringComparer.Ordinal);
    private volatile ImmutableHashSet<string> unanswered = [];
    private long lastEpoch;
    private int isDisposed;

    /// <param name="jitter">Numbers from 0 to 1, for the pauses between attempts to connect.</param>
    /// <param name="logger">Never gets a secret or a phone number.</param>
    /// <param name="handler">One to share between clients; it stays the caller's. Without it the client has its own.</param>
    public AriClient(AriOptions options, TimeProvider time, Func<double> jitter, ILogger<AriClient> logger, HttpMessageHandler? handler = null)
    {
        (this.options, this.time, this.logger) = (options, time, logger);
        backoff = new Backoff(options.ReconnectMin, options.ReconnectMax, jitter);
        faults = new FaultCounter((kind, detail) => LogSkipped(options, kind, detail));
        reader = new AriEventReader(faults);
        ownHandler = handler is null ? AriHandler.Create(options) : null;
        invoker = new HttpMessageInvoker(handler ?? ownHandler!, disposeHandler: false);
        rest = new AriRest(handler ?? ownHandler!, options, time, WhyNotDial);
        heartbeat = new AriHeartbeat(rest, time, options.RequestTimeout);
        signals = Channel.CreateBounded<AriSignal>(new BoundedChannelOptions(options.SignalCapacity) { SingleReader = true });
        status = new AriLinkStatus.Disconnected(time.GetUtcNow(), "not started");
        Channels = new AriChannels(rest);
        Bridges = new AriBridges(rest);
        Playbacks = new AriPlaybacks(rest);
        Applications = new AriApplications(rest);
        Asterisk = new AriAsterisk(rest);
    }

    /// <summary>For one consumer. Completed when the client is disposed of.</summary>
    public ChannelReader<AriSignal> Signals => signals.Reader;

    public AriLinkStatus Status => status;

    /// <summary>Events flow, REST answers, and every application is ours: dialling makes sense.</summary>
    public bool IsConnected => status is AriLinkStatus.Connected && held.Count == options.Apps.Count;

    /// <summary>Messages that were skipped, by kind.</summary>
    public IReadOnlyDictionary<string, long> Skipped => faults.Counts;

    public AriChannels Channels { get; }

    public AriBridges Bridges { get; }

    public AriPlaybacks Playbacks { get; }

    public AriApplications Applications { get; }

    public AriAsterisk Asterisk { get; }

    /// <summary>The event socket is up and nobody has taken this application from us.</summary>
    public bool Holds(string app) => held.Contains(app);

    /// <summary>The event socket of this epoch lives, whether or not REST answers.</summary>
    public bool IsIn(long epoch) => status is AriLinkStatus.Connected { Epoch: var now } && now == epoch || status is AriLinkStatus.RestStuck { Epoch: var stuck } && stuck == epoch;

    /// <summary>Who has one of our applications.</summary>
    public AppHolder HolderOf(string app) =>
        Holds(app) ? AppHolder.Ours
        : status is not (AriLinkStatus.Connected or AriLinkStatus.RestStuck) ? AppHolder.Unknown
        : unanswered.Contains(app) ? AppHolder.Nobody
        : AppHolder.Another;

    /// <summary>Waits until this application can be dialled under: a connection that was cut is mostly back within a second.</summary>
    /// <returns>False when it was not within <paramref name="most"/>.</returns>
    public async Task<bool> WaitUntilHeldAsync(string app, TimeSpan most, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (WhyNotDial(app) is not null)
        {
            if (time.GetElapsedTime(since) >= most)
                return false;
            await Task.Delay(WhileWaiting, time, cancellationToken);
        }

        return true;
    }

    /// <summary>
    /// Connects, reads, and connects again. Returns when cancelled, or when other clients have taken every application of ours
    /// or the one that is <see cref="AriOptions.Own"/>: connecting again would take them back, and so on. Another one is taken back when nobody has it any more.
    /// May be run again, but not twice at once.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Apps.Count == 0)
            throw new InvalidOperationException("A client without applications has no events.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, disposed.Token);
        try
        {
            while (await ConnectAndReadAsync(stop.Token) is { } pause)
                await Task.Delay(pause, time, stop.Token);
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or ChannelClosedException)
        {
            // Asked to stop.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 1)
            return;
        await disposed.CancelAsync();
        signals.Writer.TryComplete();
        rest.Dispose();
        invoker.Dispose();
        ownHandler?.Dispose();
        disposed.Dispose();
    }

    /// <summary>Originating while the socket is down would answer 200 and then drop whoever picks up.</summary>
    private string? WhyNotDial(string app) => status switch
    {
        AriLinkStatus.Connected when Holds(app) => null,
        AriLinkStatus.Connected => $"the application {app} is not ours",
        AriLinkStatus.RestStuck stuck => $"REST does not answer: {stuck.Reason}",
        _ => "the event socket is down",
    };

    /// <summary>One life of a socket; returns the pause before the next, or null for none.</summary>
    private async Task<TimeSpan?> ConnectAndReadAsync(CancellationToken stop)
    {
        using var socket = new AriSocket(options, faults);
        try
        {
            using var timer = new CancellationTokenSource(options.ConnectTimeout, time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
            await socket.ConnectAsync(AriSocket.AddressOf(options), invoker, limit.Token);
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            return Refused(socket.HandshakeStatus, e is OperationCanceledException ? "timed out" : e.Message);
        }

        var reason = await ReadUntilLostAsync(socket, stop);
        return reason == GapReason.Replaced ? null : backoff.Next();
    }

    private TimeSpan Refused(int code, string detail)
    {
        if (code is 401 or 403)
        {
            status = new AriLinkStatus.AuthenticationFailed(time.GetUtcNow(), $"refused with {code}");
            LogRefused(options, code, options.AuthRetry);
            return options.AuthRetry;
        }

        status = new AriLinkStatus.Disconnected(time.GetUtcNow(), detail);
        LogCannotConnect(options, detail);
        return backoff.Next();
    }

    private async Task<GapReason> ReadUntilLostAsync(AriSocket socket, CancellationToken stop)
    {
        var epoch = ++lastEpoch;
        var since = time.GetTimestamp();
        LogConnected(options, epoch);
        unanswered = [];
        held = options.Apps.ToHashSet(StringComparer.Ordinal);
        status = new AriLinkStatus.Connected(epoch, time.GetUtcNow());
        await signals.Writer.WriteAsync(new AriSignal.Connected(epoch), stop);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var deaf = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var probing = ProbeAsync(epoch, deaf.CancelAsync, ended.Token);
        var answering = heartbeat.AnswerAsync(ended.Token);
        var (reason, detail) = await ReadAsync(socket, epoch, deaf.Token, stop);
        await ended.CancelAsync();
        await answering;
        detail = await probing ?? detail;
        socket.Dispose();

        if (time.GetElapsedTime(since) > options.ReconnectMax)
            backoff.Reset();
        held = new HashSet<string>(StringComparer.Ordinal);
        var now = time.GetUtcNow();
        status = reason == GapReason.Replaced ? new AriLinkStatus.Replaced(now, detail) : new AriLinkStatus.Disconnected(now, detail);
        LogLost(options, epoch, reason, detail);

        // Waits for the consumer: with a full buffer there is no sense in a new connection. At a stop nobody may be reading any more.
        var gap = new AriSignal.Gap(epoch, reason, detail);
        if (!signals.Writer.TryWrite(gap))
            await signals.Writer.WriteAsync(gap, stop);
        return reason;
    }

    private async Task<(GapReason Reason, string Detail)> ReadAsync(AriSocket socket, long epoch, CancellationToken deaf, CancellationToken stop)
    {
        try
        {
            while (await socket.ReceiveAsync(deaf) is { } utf8)
            {
                if (reader.Read(utf8.Span) is not { } message || heartbeat.Hears(message))
                    continue;
                if (!signals.Writer.TryWrite(new AriSignal.Event(epoch, message)))
                    return (GapReason.Overflow, $"the consumer was more than {options.SignalCapacity} signals behind");
                if (message is ApplicationReplaced && Lose(message.Application))
                    return (GapReason.Replaced, message.Application);
            }

            return (GapReason.PeerClosed, $"Asterisk closed the socket: {socket.CloseText}");
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            if (stop.IsCancellationRequested)
                return (GapReason.Stopped, "stopped");
            return (IsSilence(e) ? GapReason.NoAnswer : GapReason.ConnectionBroke, e.Message);
        }
    }

    /// <summary>A missing pong makes the framework abort the socket, which shows as a fault and not as a lost connection.</summary>
    private static bool IsSilence(Exception e) =>
        e is OperationCanceledException || (e is WebSocketException { WebSocketErrorCode: WebSocketError.Faulted });

    /// <summary>True when what is left is not worth the connection: nothing, or not the application that is our own.</summary>
    private bool Lose(string app)
    {
        LogReplaced(options, app);
        held = held.Where(a => a != app).ToHashSet(StringComparer.Ordinal);
        return held.Count == 0 || app == options.Own;
    }

    /// <returns>Why the connection is given up; null when it ended otherwise.</returns>
    private async Task<string?> ProbeAsync(long epoch, Func<Task> giveUp, CancellationToken ended)
    {
        try
        {
            string? why = null;
            while (why is null)
            {
                await Task.Delay(options.ProbeInterval, time, ended);
                why = await DeafnessAsync(epoch, ended) ?? await AbandonedAsync(ended);
            }

            await giveUp();
            return why;
        }
        catch (OperationCanceledException)
        {
            return null; // the socket is gone
        }
    }

    private async Task<string?> DeafnessAsync(long epoch, CancellationToken ended)
    {
        foreach (var app in held)
        {
            var beat = await heartbeat.SendAsync(app, ended);
            SetRest(epoch, (beat as AriHeartbeat.Beat.NoRest)?.Why);
            if (beat is AriHeartbeat.Beat.Deaf { Why: var why } && Holds(app))
                return why;
        }

        return null;
    }

    /// <summary>
    /// An application that was taken from us and that nobody has any more is ours to take back, by connecting again. While somebody answers for it, it is left alone.
    /// </summary>
    private async Task<string?> AbandonedAsync(CancellationToken ended)
    {
        if (options.Own is not { } own || !Holds(own))
            return null;
        foreach (var app in options.Apps.Where(a => !Holds(a)))
        {
            var reply = await heartbeat.AskAsync(app, own, ended);
            if (reply == AriHeartbeat.Reply.NotRegistered || (reply == AriHeartbeat.Reply.None && unanswered.Contains(app)))
                return $"nobody has the application {app} any more: it is taken back";
            if (reply == AriHeartbeat.Reply.None)
                unanswered = unanswered.Add(app); // one answer may get lost in a reconnect of whoever has it
            else if (reply == AriHeartbeat.Reply.Held)
                unanswered = unanswered.Remove(app);
        }

        return null;
    }

    private void SetRest(long epoch, string? trouble)
    {
        if (trouble is not null && status is AriLinkStatus.Connected)
        {
            status = new AriLinkStatus.RestStuck(epoch, time.GetUtcNow(), trouble);
            LogRestStuck(options, trouble);
        }
        else if (trouble is null && status is AriLinkStatus.RestStuck)
        {
            status = new AriLinkStatus.Connected(epoch, time.GetUtcNow());
            LogRestAnswers(options);
        }
    }
}
