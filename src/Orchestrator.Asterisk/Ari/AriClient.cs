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

    private readonly AriOptions _options;
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;
    private readonly ILogger<AriClient> _logger;
    private readonly FaultCounter _faults;
    private readonly AriEventReader _reader;
    private readonly HttpMessageHandler? _ownHandler;
    private readonly HttpMessageInvoker _invoker;
    private readonly AriRest _rest;
    private readonly AriHeartbeat _heartbeat;
    private readonly Channel<AriSignal> _signals;
    private readonly CancellationTokenSource _disposed = new();
    private volatile AriLinkStatus _status;
    private volatile HashSet<string> _held = new HashSet<string>(StringComparer.Ordinal);
    private volatile ImmutableHashSet<string> _unanswered = [];
    private long _epoch;
    private int _isDisposed;

    /// <param name="options">Where, who and how.</param>
    /// <param name="time">Clock of every time limit and pause.</param>
    /// <param name="jitter">Numbers from 0 to 1, for the pauses between attempts to connect.</param>
    /// <param name="logger">Never gets a secret or a phone number.</param>
    /// <param name="handler">One to share between clients; it stays the caller's. Without it the client has its own.</param>
    public AriClient(AriOptions options, TimeProvider time, Func<double> jitter, ILogger<AriClient> logger, HttpMessageHandler? handler = null)
    {
        (_options, _time, _logger) = (options, time, logger);
        _backoff = new Backoff(options.ReconnectMin, options.ReconnectMax, jitter);
        _faults = new FaultCounter((kind, detail) => LogSkipped(_options, kind, detail));
        _reader = new AriEventReader(_faults);
        _ownHandler = handler is null ? AriHandler.Create(options) : null;
        _invoker = new HttpMessageInvoker(handler ?? _ownHandler!, disposeHandler: false);
        _rest = new AriRest(handler ?? _ownHandler!, options, time, WhyNotDial);
        _heartbeat = new AriHeartbeat(_rest, time, options.RequestTimeout);
        _signals = Channel.CreateBounded<AriSignal>(new BoundedChannelOptions(options.SignalCapacity) { SingleReader = true });
        _status = new AriLinkStatus.Disconnected(time.GetUtcNow(), "not started");
        Channels = new AriChannels(_rest);
        Bridges = new AriBridges(_rest);
        Playbacks = new AriPlaybacks(_rest);
        Applications = new AriApplications(_rest);
        Asterisk = new AriAsterisk(_rest);
    }

    /// <summary>For one consumer. Completed when the client is disposed of.</summary>
    public ChannelReader<AriSignal> Signals => _signals.Reader;

    public AriLinkStatus Status => _status;

    /// <summary>Events flow, REST answers, and every application is ours: dialling makes sense.</summary>
    public bool IsConnected => _status is AriLinkStatus.Connected && _held.Count == _options.Apps.Count;

    /// <summary>Messages that were skipped, by kind.</summary>
    public IReadOnlyDictionary<string, long> Skipped => _faults.Counts;

    public AriChannels Channels { get; }

    public AriBridges Bridges { get; }

    public AriPlaybacks Playbacks { get; }

    public AriApplications Applications { get; }

    public AriAsterisk Asterisk { get; }

    /// <summary>The event socket is up and nobody has taken this application from us.</summary>
    public bool Holds(string app) => _held.Contains(app);

    /// <summary>The event socket of this epoch lives, whether or not REST answers.</summary>
    public bool IsIn(long epoch) => _status is AriLinkStatus.Connected { Epoch: var now } && now == epoch || _status is AriLinkStatus.RestStuck { Epoch: var stuck } && stuck == epoch;

    /// <summary>Who has one of our applications.</summary>
    public AppHolder HolderOf(string app) =>
        Holds(app) ? AppHolder.Ours
        : _status is not (AriLinkStatus.Connected or AriLinkStatus.RestStuck) ? AppHolder.Unknown
        : _unanswered.Contains(app) ? AppHolder.Nobody
        : AppHolder.Another;

    /// <summary>Waits until this application can be dialled under: a connection that was cut is mostly back within a second.</summary>
    /// <returns>False when it was not within <paramref name="most"/>.</returns>
    public async Task<bool> WaitUntilHeldAsync(string app, TimeSpan most, CancellationToken cancellationToken)
    {
        var since = _time.GetTimestamp();
        while (WhyNotDial(app) is not null)
        {
            if (_time.GetElapsedTime(since) >= most)
                return false;
            await Task.Delay(WhileWaiting, _time, cancellationToken);
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
        if (_options.Apps.Count == 0)
            throw new InvalidOperationException("A client without applications has no events.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        try
        {
            while (await ConnectAndReadAsync(stop.Token) is { } pause)
                await Task.Delay(pause, _time, stop.Token);
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or ChannelClosedException)
        {
            // Asked to stop.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;
        await _disposed.CancelAsync();
        _signals.Writer.TryComplete();
        _rest.Dispose();
        _invoker.Dispose();
        _ownHandler?.Dispose();
        _disposed.Dispose();
    }

    /// <summary>Originating while the socket is down would answer 200 and then drop whoever picks up.</summary>
    private string? WhyNotDial(string app) => _status switch
    {
        AriLinkStatus.Connected when Holds(app) => null,
        AriLinkStatus.Connected => $"the application {app} is not ours",
        AriLinkStatus.RestStuck stuck => $"REST does not answer: {stuck.Reason}",
        _ => "the event socket is down",
    };

    /// <summary>One life of a socket; returns the pause before the next, or null for none.</summary>
    private async Task<TimeSpan?> ConnectAndReadAsync(CancellationToken stop)
    {
        using var socket = new AriSocket(_options, _faults);
        try
        {
            using var timer = new CancellationTokenSource(_options.ConnectTimeout, _time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
            await socket.ConnectAsync(AriSocket.AddressOf(_options), _invoker, limit.Token);
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            return Refused(socket.HandshakeStatus, e is OperationCanceledException ? "timed out" : e.Message);
        }

        var reason = await ReadUntilLostAsync(socket, stop);
        return reason == GapReason.Replaced ? null : _backoff.Next();
    }

    private TimeSpan Refused(int status, string detail)
    {
        if (status is 401 or 403)
        {
            _status = new AriLinkStatus.AuthenticationFailed(_time.GetUtcNow(), $"refused with {status}");
            LogRefused(_options, status, _options.AuthRetry);
            return _options.AuthRetry;
        }

        _status = new AriLinkStatus.Disconnected(_time.GetUtcNow(), detail);
        LogCannotConnect(_options, detail);
        return _backoff.Next();
    }

    private async Task<GapReason> ReadUntilLostAsync(AriSocket socket, CancellationToken stop)
    {
        var epoch = ++_epoch;
        var since = _time.GetTimestamp();
        LogConnected(_options, epoch);
        _unanswered = [];
        _held = _options.Apps.ToHashSet(StringComparer.Ordinal);
        _status = new AriLinkStatus.Connected(epoch, _time.GetUtcNow());
        await _signals.Writer.WriteAsync(new AriSignal.Connected(epoch), stop);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var deaf = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var probing = ProbeAsync(epoch, deaf.CancelAsync, ended.Token);
        var answering = _heartbeat.AnswerAsync(ended.Token);
        var (reason, detail) = await ReadAsync(socket, epoch, deaf.Token, stop);
        await ended.CancelAsync();
        await answering;
        detail = await probing ?? detail;
        socket.Dispose();

        if (_time.GetElapsedTime(since) > _options.ReconnectMax)
            _backoff.Reset();
        _held = new HashSet<string>(StringComparer.Ordinal);
        var now = _time.GetUtcNow();
        _status = reason == GapReason.Replaced ? new AriLinkStatus.Replaced(now, detail) : new AriLinkStatus.Disconnected(now, detail);
        LogLost(_options, epoch, reason, detail);

        // Waits for the consumer: with a full buffer there is no sense in a new connection. At a stop nobody may be reading any more.
        var gap = new AriSignal.Gap(epoch, reason, detail);
        if (!_signals.Writer.TryWrite(gap))
            await _signals.Writer.WriteAsync(gap, stop);
        return reason;
    }

    private async Task<(GapReason Reason, string Detail)> ReadAsync(AriSocket socket, long epoch, CancellationToken deaf, CancellationToken stop)
    {
        try
        {
            while (await socket.ReceiveAsync(deaf) is { } utf8)
            {
                if (_reader.Read(utf8.Span) is not { } message || _heartbeat.Hears(message))
                    continue;
                if (!_signals.Writer.TryWrite(new AriSignal.Event(epoch, message)))
                    return (GapReason.Overflow, $"the consumer was more than {_options.SignalCapacity} signals behind");
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
        LogReplaced(_options, app);
        _held = _held.Where(a => a != app).ToHashSet(StringComparer.Ordinal);
        return _held.Count == 0 || app == _options.Own;
    }

    /// <returns>Why the connection is given up; null when it ended otherwise.</returns>
    private async Task<string?> ProbeAsync(long epoch, Func<Task> giveUp, CancellationToken ended)
    {
        try
        {
            string? why = null;
            while (why is null)
            {
                await Task.Delay(_options.ProbeInterval, _time, ended);
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
        foreach (var app in _held)
        {
            var beat = await _heartbeat.SendAsync(app, ended);
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
        if (_options.Own is not { } own || !Holds(own))
            return null;
        foreach (var app in _options.Apps.Where(a => !Holds(a)))
        {
            var reply = await _heartbeat.AskAsync(app, own, ended);
            if (reply == AriHeartbeat.Reply.NotRegistered || (reply == AriHeartbeat.Reply.None && _unanswered.Contains(app)))
                return $"nobody has the application {app} any more: it is taken back";
            if (reply == AriHeartbeat.Reply.None)
                _unanswered = _unanswered.Add(app); // one answer may get lost in a reconnect of whoever has it
            else if (reply == AriHeartbeat.Reply.Held)
                _unanswered = _unanswered.Remove(app);
        }

        return null;
    }

    private void SetRest(long epoch, string? trouble)
    {
        if (trouble is not null && _status is AriLinkStatus.Connected)
        {
            _status = new AriLinkStatus.RestStuck(epoch, _time.GetUtcNow(), trouble);
            LogRestStuck(_options, trouble);
        }
        else if (trouble is null && _status is AriLinkStatus.RestStuck)
        {
            _status = new AriLinkStatus.Connected(epoch, _time.GetUtcNow());
            LogRestAnswers(_options);
        }
    }
}
