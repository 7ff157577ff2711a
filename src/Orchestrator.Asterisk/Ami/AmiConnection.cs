using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Orchestrator.Asterisk.Ami;

/// <summary>One logged-in connection, from connect to loss.</summary>
internal sealed class AmiConnection : IAsyncDisposable
{
    private const int ReadBuffer = 64 * 1024;

    private readonly Stream stream;
    private readonly PipeReader pipe;
    private readonly TimeProvider time;
    private readonly AmiOptions options;
#pragma warning disable CA2213 // Holds nothing as long as no wait handle is asked for; disposing of it would only break a writer that is leaving.
    private readonly SemaphoreSlim writing = new(1, 1);
#pragma warning restore CA2213
    private readonly string idPrefix = Guid.NewGuid().ToString("N")[..12];
    private long lastId;

    private AmiConnection(Stream stream, AmiOptions options, TimeProvider time, FaultCounter faults)
    {
        (this.stream, this.options, this.time) = (stream, options, time);
        pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadBuffer, leaveOpen: true));
        Blocks = new AmiBlockReader(pipe, options.MaxBlock, options.MaxLine, faults);
        Gate = new EventGate(Pending, idPrefix, Fence, faults);
    }

    public AmiBlockReader Blocks { get; }

    public PendingActions Pending { get; } = new();

    public EventGate Gate { get; }

    public string Banner { get; private set; } = "";

    /// <exception cref="IOException">No connection, or what answers is no AMI.</exception>
    /// <exception cref="OperationCanceledException">The connect timed out, or was cancelled.</exception>
    public static async Task<AmiConnection> OpenAsync(AmiOptions options, TimeProvider time, FaultCounter faults, CancellationToken cancellationToken)
    {
        using var limit = Limit(options.ConnectTimeout, time, cancellationToken, out var timer);
        using (timer)
        {
#pragma warning disable CA2000 // The connection owns both; on failure the catch disposes of them.
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            Stream? wire = null;
            try
            {
                await socket.ConnectAsync(options.Host, options.Port, limit.Token);
                wire = new NetworkStream(socket, ownsSocket: true);
                if (options.Tls)
                    wire = await AmiTls.WrapAsync(wire, options, limit.Token);
                return new AmiConnection(wire, options, time, faults);
#pragma warning restore CA2000
            }
            catch
            {
                if (wire is not null)
                    await wire.DisposeAsync();
                socket.Dispose();
                throw;
            }
        }
    }

    /// <summary>Reads the banner and logs in. Nothing but the answer is read, so that no event is lost.</summary>
    /// <exception cref="IOException">What answers is no AMI, or it hung up.</exception>
    /// <exception cref="OperationCanceledException">It took too long, or was cancelled.</exception>
    public async Task<AmiResponse> LoginAsync(CancellationToken cancellationToken)
    {
        using var limit = Limit(options.LoginTimeout, time, cancellationToken, out var timer);
        using (timer)
        {
            Banner = await Blocks.ReadBannerAsync(limit.Token) ?? throw new IOException("The peer closed the connection before its banner.");
            if (!Banner.StartsWith("Asterisk Call Manager", StringComparison.Ordinal))
                throw new IOException("What answers at this port is no Asterisk Manager Interface.");

            var id = NextId();
            await stream.WriteAsync(AmiActions.Login(options.User, options.Secret).Encode(id), limit.Token);
            while (true)
            {
                while (Blocks.TryRead(out var message))
                {
                    if (message.IsResponse() && message["ActionID"] == id)
                        return AmiResponse.From(message);
                }

                if (!await Blocks.FillAsync(limit.Token))
                    throw new IOException("The peer closed the connection during the login.");
            }
        }
    }

    /// <exception cref="AmiDisconnectedException">The connection ended first.</exception>
    /// <exception cref="TimeoutException">No answer in time.</exception>
    public async Task<(AmiResponse Response, IReadOnlyList<AmiMessage> Items)> SendAsync(
        AmiAction action, bool list, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var id = NextId();
        var pending = Pending.Add(id, list);
        try
        {
            var exchange = ExchangeAsync(action.Encode(id), pending, cancellationToken);
            return (await exchange.WaitAsync(timeout, time, cancellationToken), pending.Items);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{action.Name} was not answered within {timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.", e);
        }
        finally
        {
            Pending.Remove(id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Pending.Fail(new IOException("The connection was closed."));
        await pipe.CompleteAsync();
        await stream.DisposeAsync();
    }

    private static CancellationTokenSource Limit(
        TimeSpan limit, TimeProvider time, CancellationToken cancellationToken, out CancellationTokenSource timer)
    {
        timer = new CancellationTokenSource(limit, time);
        return CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
    }

    private async Task<AmiResponse> ExchangeAsync(byte[] bytes, PendingAction pending, CancellationToken cancellationToken)
    {
        await WriteAsync(bytes, cancellationToken);
        return await pending.Answered;
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            // Not cancelled half-way: half an action on the wire would swallow the next one. A stuck write ends with the connection.
            await stream.WriteAsync(bytes, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new AmiDisconnectedException(e.Message, e);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Sends a ping beside the reader, and returns its id. If it cannot be written the connection is ending, as the regular pings will find.</summary>
    private string Fence()
    {
        var id = NextId();
        _ = WriteAsync(AmiActions.Ping.Encode(id), CancellationToken.None).ContinueWith(
            written => written.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return id;
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{idPrefix}-{Interlocked.Increment(ref lastId)}");
}
