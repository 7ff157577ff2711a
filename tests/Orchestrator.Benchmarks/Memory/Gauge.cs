using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Benchmarks.Memory;

/// <summary>Memory of the daemon at one moment, in bytes.</summary>
/// <param name="Resident">VmRSS, read first: what the system has given it, before any collection is forced.</param>
/// <param name="Peak">VmHWM: the most that it ever had.</param>
/// <param name="Heap">The managed heap as it is, garbage included.</param>
/// <param name="Live">What of it survives a full collection.</param>
internal sealed record Footprint(long Resident, long Peak, long Heap, long Live);

/// <summary>Reads a process's memory: from the system, and from <see cref="StartupHook"/> inside it.</summary>
internal static class Gauge
{
    public static async Task<Footprint> ReadAsync(int process, string socketPath)
    {
        var status = await File.ReadAllLinesAsync($"/proc/{process}/status");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath));
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.ASCII);
        var heap = (await reader.ReadToEndAsync()).Split(' ').Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToList();
        return new Footprint(Kilobytes(status, "VmRSS:"), Kilobytes(status, "VmHWM:"), heap[0], heap[1]);
    }

    private static long Kilobytes(IEnumerable<string> status, string key) =>
        1024 * long.Parse(status.First(l => l.StartsWith(key, StringComparison.Ordinal))[key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
