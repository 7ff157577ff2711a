using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Asterisk;
using Orchestrator.Asterisk.Ari;

namespace Orchestrator.Benchmarks.Parsing;

/// <summary>ARI events through the real client over loopback, beside a bare receive of the same messages over the same kind of socket.</summary>
public static class AriParsing
{
    private const int Messages = 100_000;
    private const double Target = 70_000;

    public static async Task<BenchResult> RunAsync(TextWriter output)
    {
        var load = AriLoad.Generate(Messages);
        var frames = Frames(load);
        var problems = new List<string>();

        // Once unmeasured, so that what is measured is compiled code.
        await ThroughClientAsync(frames, []);
        BenchRow[] rows =
        [
            await Meter.BestAsync("client over loopback, typed events", Messages, () => ThroughClientAsync(frames, problems)),
            await Meter.BestAsync("parser from memory, typed events", Messages, () => FromMemoryAsync(load, problems)),
            await Meter.BestAsync("bare ClientWebSocket receive over loopback", Messages, () => ReceiveAsync(frames)),
        ];
        var result = new BenchResult("ARI parsing", rows, Target, problems);
        await Meter.WriteAsync(output, result, Messages, frames.Length);
        return result;
    }

    /// <summary>The messages as a server's text frames (RFC 6455 5.2), ready to be written: making them is not what is measured.</summary>
    private static byte[] Frames(IReadOnlyList<byte[]> load)
    {
        using var frames = new MemoryStream();
        foreach (var message in load)
        {
            frames.WriteByte(0x81);
            if (message.Length < 126)
                frames.WriteByte((byte)message.Length);
            else
                frames.Write([126, (byte)(message.Length >> 8), (byte)message.Length]);
            frames.Write(message);
        }

        return frames.ToArray();
    }

    private static async Task ThroughClientAsync(byte[] frames, List<string> problems)
    {
        await using var producer = new Producer(stream => ProduceAsync(stream, frames));
        var options = new AriOptions { Url = Address(producer), User = "u", Password = "p", Apps = ["a"], SignalCapacity = Messages + 10 };
        await using var client = new AriClient(options, TimeProvider.System, () => 0, NullLogger<AriClient>.Instance);
        using var stop = new CancellationTokenSource();
        var running = client.RunAsync(stop.Token);
        var next = 0;
        while (next < Messages && await client.Signals.WaitToReadAsync())
        {
            while (client.Signals.TryRead(out var signal))
            {
                if (signal is AriSignal.Event { Message: var message })
                    Check(message, ref next, problems);
                else if (signal is AriSignal.Gap gap)
                    throw new InvalidOperationException($"The connection was lost: {gap.Detail}");
            }
        }

        if (client.Skipped.Count > 0)
            problems.Add("messages were skipped");
        await stop.CancelAsync();
        await running;
    }

    private static Task FromMemoryAsync(IReadOnlyList<byte[]> load, List<string> problems)
    {
        var reader = new AriEventReader(new FaultCounter((kind, _) => problems.Add(kind)));
        var next = 0;
        foreach (var message in load)
            Check(reader.Read(message)!, ref next, problems);
        return Task.CompletedTask;
    }

    private static async Task ReceiveAsync(byte[] frames)
    {
        await using var producer = new Producer(stream => ProduceAsync(stream, frames));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(Address(producer)) { Scheme = "ws" }.Uri, CancellationToken.None);
        var buffer = new byte[16 * 1024];
        for (var received = 0; received < Messages;)
        {
            if ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).EndOfMessage)
                received++;
        }

        socket.Abort();
    }

    private static void Check(AriEvent message, ref int next, List<string> problems)
    {
        var id = message switch
        {
            StasisStart e => e.Channel.Id,
            ChannelVarset e => e.Channel!.Id,
            ChannelDestroyed e => e.Channel.Id,
            ChannelDialplan e => e.Channel.Id,
            Dial e => e.Peer.Id,
            _ => null,
        };
        if (id is not null && int.Parse(id, CultureInfo.InvariantCulture) != next && problems.Count < 10)
            problems.Add($"number {id} came where {next} was due");
        next++;
    }

    private static Uri Address(Producer producer) => new($"http://127.0.0.1:{producer.Port}/ari");

    private static async Task ProduceAsync(NetworkStream stream, byte[] frames)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var key = "";
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.StartsWith("Sec-WebSocket-Key: ", StringComparison.OrdinalIgnoreCase))
                key = line["Sec-WebSocket-Key: ".Length..];
        }

#pragma warning disable CA5350 // RFC 6455 says SHA-1.
        var accept = Convert.ToBase64String(System.Security.Cryptography.SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
        try
        {
            await stream.WriteAsync(frames);
            while (await stream.ReadAsync(new byte[1024]) > 0)
            {
                // Until the client goes.
            }
        }
        catch (IOException)
        {
            // It cuts the connection when it has everything.
        }
    }
}
