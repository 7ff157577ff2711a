using System.Net;
using System.Net.NetworkInformation;

namespace Orchestrator.Rig;

/// <summary>
/// Loopback ports that stay ours. They lie below the range from which the kernel picks ports for outgoing connections, and each
/// is held by a lock file as long as this process lives, so that test runs side by side do not meet.
/// </summary>
public static class FreePorts
{
    private const int First = 14_000;
    private const int End = 31_000;

    private static readonly Lock Gate = new();
    private static readonly List<FileStream> Held = [];
    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "orchestrator-rig-ports")).FullName;

    /// <summary>Where to look first: processes that start together do not all begin at the same port.</summary>
    private static int next = First + (Environment.ProcessId * 97 % (End - First));

    /// <summary>A port that nobody uses, for TCP or UDP.</summary>
    public static int Next() => Block(1);

    /// <summary>The first of so many ports in a row; it is even, as RTP wants it, when there is more than one.</summary>
    public static int Block(int count)
    {
        lock (Gate)
        {
            var used = Used();
            for (var tried = 0; tried < End - First; tried++)
            {
                var start = next++;
                if (next >= End)
                    next = First;
                if (start + count > End || (count > 1 && start % 2 != 0) || !TryHold(start, count, used))
                    continue;
                next = Math.Max(next, start + count);
                return start;
            }
        }

        throw new InvalidOperationException("No free ports");
    }

    /// <summary>Whether anybody listens on this port now.</summary>
    public static bool IsBound(int port) => Used().Contains(port);

    private static bool TryHold(int start, int count, HashSet<int> used)
    {
        var locks = new List<FileStream>();
        for (var port = start; port < start + count; port++)
        {
            if (used.Contains(port) || Lock(port) is not { } held)
            {
                locks.ForEach(held => held.Dispose());
                return false;
            }

            locks.Add(held);
        }

        Held.AddRange(locks);
        return true;
    }

    private static FileStream? Lock(int port)
    {
        try
        {
            var name = Path.Combine(Folder, port.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static HashSet<int> Used()
    {
        var properties = IPGlobalProperties.GetIPGlobalProperties();
        IEnumerable<IPEndPoint> ends =
        [
            .. properties.GetActiveTcpListeners(), .. properties.GetActiveUdpListeners(),
            .. properties.GetActiveTcpConnections().Select(c => c.LocalEndPoint),
        ];
        return [.. ends.Select(e => e.Port)];
    }
}
