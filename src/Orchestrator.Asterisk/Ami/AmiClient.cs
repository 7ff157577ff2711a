using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Asterisk.Ami;

/// <summary>
/// One AMI that is connected to again and again. One socket, one reader, one bounded buffer, one consumer:
/// the reader does nothing but read, and an event's order is the wire's.
/// </summary>
public sealed partial class AmiClient : IAsyncDisposable
{
    private readonly AmiOptions options;
    private readonly TimeProvider time;
    private readonly Backoff backoff;
    private readonly ILogger<AmiClient> logger;
    private readonly FaultCounter faults;
    private readonly Channel<AmiSignal> signals;
    private readonly CancellationTokenSource disposed = new();
    private volatile AmiConnection? current;
    private volatile AmiLinkStatus status;
    private long lastEpoch;
    private int isDisposed;

    /// <param name="jitter">Numbers from 0 to 1, for the pauses between attempts to connect.</param>
    /// <param name="logger">Never gets a secret or a phone number.</param>
    public AmiClient(AmiOptions options, TimeProvider time, Func<double> jitter, ILogger<AmiClient> logger)
    {
        (this.options, this.time, this.logger) = (options, time, logger);
        backoff = new Backoff(options.ReconnectMin, options.ReconnectMax, jitter);
        faults = new FaultCounter((kind, detail) => LogSkipped(options, kind, detail));
        signals = Channel.CreateBounded<AmiSignal>(new BoundedChannelOptions(options.SignalCapacity) { SingleReader = true });
        status = new AmiLinkStatus.Disconnected(time.GetUtcNow(), "not started");
    }

    /// <summary>For one consumer. Completed when the client is disposed of.</summary>
    public ChannelReader<AmiSignal> Signals => signals.Reader;

    public AmiLinkStatus Status => status;

    /// <summary>Messages that were skipped, by kind.</summary>
    public IReadOnlyDictionary<string, long> Skipped => faults.Counts;

    /// <summary>Connects, reads, and connects again, until cancelled; then returns. May be run again, but not twice at once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, disposed.Token);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var pause = await ConnectAndReadAsync(stop.Token);
                await Task.Delay(pause, time, stop.Token);
            }
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or ChannelClosedException)
        {
            // Asked to stop.
        }
    }

    /// <summary>Sends one action and waits for its response. A refusal is a response.</summary>
    /// <exception cref="AmiDisconnectedException">No connection, or it ended before the answer.</exception>
    /// <exception cref="TimeoutException">No answer within <see cref="AmiOptions.ActionTimeout"/>.</exception>
    public async Task<AmiResponse> SendAsync(AmiAction action, CancellationToken cancellationToken) =>
        (await Current().SendAsync(action, list: false, options.ActionTimeout, cancellationToken)).Response;

    /// <summary>Sends an action that is answered by a list, and collects the list; its events do not appear among <see cref="Signals"/>.</summary>
    /// <exception cref="AmiRefusedException">There is no list.</exception>
    /// <exception cref="AmiDisconnectedException">No connection, or it ended before the list did.</exception>
    /// <exception cref="TimeoutException">The list did not end within <see cref="AmiOptions.ActionTimeout"/>.</exception>
    public async Task<IReadOnlyList<AmiMessage>> ListAsync(AmiAction action, CancellationToken cancellationToken)
    {
        var (response, items) = await Current().SendAsync(action, list: true, options.ActionTimeout, cancellationToken);
        return response.Success ? items : throw new AmiRefusedException(action.Name, response);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 1)
            return;
        await disposed.CancelAsync(); // the run ends its connection itself: nobody else may touch the buffers that it reads from
        signals.Writer.TryComplete();
        disposed.Dispose();
    }

    private AmiConnection Current() => current ?? throw new AmiDisconnectedException("There is no connection to Asterisk's manager interface.");

    /// <summary>One life of a connection; returns the pause before the next.</summary>
    private async Task<TimeSpan> ConnectAndReadAsync(CancellationToken stop)
    {
        AmiConnection? connection = null;
        try
        {
#pragma warning disable CA2000 // Disposed of in the finally; the rule does not follow DisposeAsync there.
            connection = await AmiConnection.OpenAsync(options, time, faults, stop);
#pragma warning restore CA2000
            var login = await connection.LoginAsync(stop);
            if (!login.Success)
            {
                status = new AmiLinkStatus.AuthenticationFailed(time.GetUtcNow(), login.Message);
                LogLoginRefused(options, login.Message, options.AuthRetry);
                return options.AuthRetry;
            }

            await ReadUntilLostAsync(connection, stop);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            var detail = e is OperationCanceledException ? "timed out" : e.Message;
            status = new AmiLinkStatus.Disconnected(time.GetUtcNow(), detail);
            LogCannotConnect(options, detail);
        }
        finally
        {
            if (connection is not null)
                await connection.DisposeAsync();
        }

        return backoff.Next();
    }

    private async Task ReadUntilLostAsync(AmiConnection connection, CancellationToken stop)
    {
        var epoch = ++lastEpoch;
        var since = time.GetTimestamp();
        LogConnected(options, epoch, connection.Banner);

        // Before the signal: whoever gets it asks for a snapshot at once.
        current = connection;
        status = new AmiLinkStatus.Connected(epoch, time.GetUtcNow());
        await signals.Writer.WriteAsync(new AmiSignal.Connected(epoch, connection.Banner), stop);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var pinging = PingUntilSilentAsync(connection, ended.Token);
        var (reason, detail, heardUntil) = await ReadAsync(connection, epoch, pinging, ended, stop);
        current = null;
        await ended.CancelAsync();
        connection.Pending.Fail(new IOException(detail));

        if (time.GetElapsedTime(since) > options.ReconnectMax)
            backoff.Reset();
        status = new AmiLinkStatus.Disconnected(time.GetUtcNow(), detail);
        LogLost(options, epoch, reason, detail);
        var gap = new AmiSignal.Gap(epoch, reason, detail, heardUntil);
        await connection.DisposeAsync();

        // Waits for the consumer: with a full buffer there is no sense in a new connection. At a stop nobody may be reading any more.
        if (!signals.Writer.TryWrite(gap))
            await signals.Writer.WriteAsync(gap, stop);
    }

    private async Task<(GapReason Reason, string Detail, DateTimeOffset HeardUntil)> ReadAsync(
        AmiConnection connection, long epoch, Task<string> pinging, CancellationTokenSource ended, CancellationToken stop)
    {
        // The pings end the read, not the other way round.
        var heard = time.GetUtcNow();
        _ = pinging.ContinueWith(_ => ended.CancelAsync(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            do
            {
                heard = time.GetUtcNow();
                while (connection.Blocks.TryRead(out var message))
                {
                    if (!Handle(connection, epoch, message))
                        return (GapReason.Overflow, $"the consumer was more than {options.SignalCapacity} signals behind", heard);
                }
            }
            while (await connection.Blocks.FillAsync(ended.Token));
            return (GapReason.PeerClosed, "Asterisk closed the connection", heard);
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested ? (GapReason.Stopped, "stopped", heard) : (GapReason.NoAnswer, await pinging, heard);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            return stop.IsCancellationRequested ? (GapReason.Stopped, "stopped", heard) : (GapReason.ConnectionBroke, e.Message, heard);
        }
    }

    /// <summary>False when the buffer is full.</summary>
    private bool Handle(AmiConnection connection, long epoch, AmiMessage message)
    {
        if (message.IsResponse())
        {
            connection.Pending.Answer(message);
            return !connection.Gate.IsOpenedBy(message) || signals.Writer.TryWrite(new AmiSignal.Refused(epoch));
        }

        return connection.Gate.Judge(message) switch
        {
            EventGate.Verdict.Event => signals.Writer.TryWrite(new AmiSignal.Event(epoch, message)),
            EventGate.Verdict.Refused => signals.Writer.TryWrite(new AmiSignal.Refused(epoch)),
            _ => true,
        };
    }

    /// <summary>Returns the reason when a ping stays unanswered; does not end otherwise before the connection does.</summary>
    private async Task<string> PingUntilSilentAsync(AmiConnection connection, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.PingInterval, time, ended);
                await connection.SendAsync(AmiActions.Ping, list: false, options.PingTimeout, ended);
            }
        }
        catch (Exception e) when (e is TimeoutException or AmiDisconnectedException or OperationCanceledException)
        {
            return e.Message;
        }
    }
}
