using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Orchestrator.Asterisk;
using Orchestrator.Asterisk.Ami;

namespace Orchestrator.Benchmarks.Parsing;

/// <summary>AMI events through the real client over loopback, beside a bare scan of the same bytes over the same kind of socket.</summary>
public static class AmiParsing
{
    private const int Events = 200_000;
    private const double Target = 250_000;

    public static async Task<BenchResult> RunAsync(TextWriter output)
    {
        var load = AmiLoad.Generate(Events);
        var problems = new List<string>();

        // Once unmeasured, so that what is measured is compiled code.
        await ThroughClientAsync(load, allFields: true, []);
        BenchRow[] rows =
        [
            await Meter.BestAsync("client over loopback, three fields read", Events, () => ThroughClientAsync(load, allFields: false, problems)),
            await Meter.BestAsync("client over loopback, every field read", Events, () => ThroughClientAsync(load, allFields: true, problems)),
            await Meter.BestAsync("parser from memory, three fields read", Events, () => FromMemoryAsync(load, allFields: false, problems)),
            await Meter.BestAsync("parser from memory, every field read", Events, () => FromMemoryAsync(load, allFields: true, problems)),
            await Meter.BestAsync("bare scan for empty lines over loopback", Events, () => ScanAsync(load, problems)),
        ];
        var result = new BenchResult("AMI parsing", rows, Target, problems);
        await Meter.WriteAsync(output, result, Events, load.Length);
        return result;
    }

    private static async Task ThroughClientAsync(byte[] load, bool allFields, List<string> problems)
    {
        await using var producer = new Producer(stream => ProduceAsync(stream, load));
        var options = new AmiOptions
        {
            Host = "127.0.0.1",
            Port = producer.Port,
            User = "u",
            Secret = "s",
            SignalCapacity = Events + 10,
        };
        await using var client = new AmiClient(options, TimeProvider.System, () => 0, NullLogger<AmiClient>.Instance);
        using var stop = new CancellationTokenSource();
        var running = client.RunAsync(stop.Token);
        var next = 0;
        while (next < Events && await client.Signals.WaitToReadAsync())
        {
            while (client.Signals.TryRead(out var signal))
            {
                if (signal is AmiSignal.Event { Message: var message })
                    Check(message, ref next, allFields, problems);
                else if (signal is AmiSignal.Gap gap)
                    throw new InvalidOperationException($"The connection was lost: {gap.Detail}");
            }
        }

        if (client.Skipped.Count > 0)
            problems.Add("messages were skipped");
        await stop.CancelAsync();
        await running;
    }

    private static void Check(AmiMessage message, ref int next, bool allFields, List<string> problems)
    {
        if (allFields)
            _ = message.Headers.Count;
        var number = int.Parse(message[AmiLoad.SequenceHeader]!, CultureInfo.InvariantCulture);
        if (number != next && problems.Count < 10)
            problems.Add($"number {number} came where {next} was due");
        if (message.EventName.Length == 0 || message["Linkedid"] is null)
            problems.Add($"number {number} lacks a header");
        next = number + 1;
    }

    private static async Task FromMemoryAsync(byte[] load, bool allFields, List<string> problems)
    {
        var pipe = PipeReader.Create(new ReadOnlySequence<byte>(load));
        var reader = new AmiBlockReader(pipe, 1 << 20, 1 << 16, new FaultCounter((kind, _) => problems.Add(kind)));
        var next = 0;
        await reader.FillAsync(CancellationToken.None);
        while (reader.TryRead(out var message))
            Check(message, ref next, allFields, problems);
        if (next != Events)
            problems.Add($"{next} of {Events} were read from memory");
    }

    private static async Task ScanAsync(byte[] load, List<string> problems)
    {
        await using var producer = new Producer(async stream => await stream.WriteAsync(load));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, producer.Port);
        var buffer = new byte[64 * 1024];
        var (blocks, kept) = (0, 0);
        while (blocks < Events)
        {
            kept += await client.GetStream().ReadAsync(buffer.AsMemory(kept));
            var start = 0;
            for (int end; (end = buffer.AsSpan(start, kept - start).IndexOf("\r\n\r\n"u8)) >= 0; start += end + 4)
                blocks++;
            buffer.AsSpan(start, kept - start).CopyTo(buffer);
            kept -= start;
        }

        if (blocks != Events)
            problems.Add("the scan counts differently");
    }

    private static async Task ProduceAsync(NetworkStream stream, byte[] load)
    {
        using var reader = new StreamReader(stream);
        await stream.WriteAsync("Asterisk Call Manager/9.0.0\r\n"u8.ToArray());
        var id = "";
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.StartsWith("ActionID: ", StringComparison.Ordinal))
                id = line;
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes($"Response: Success\r\n{id}\r\n\r\n"));
        await stream.WriteAsync(load);

        // Until the client has read everything and goes.
        await reader.ReadToEndAsync();
    }
}
