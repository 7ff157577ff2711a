using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// Runs inside the daemon when DOTNET_STARTUP_HOOKS names this assembly: tells whoever connects to the socket how large the managed heap is.
/// So the daemon itself needs nothing for the benchmark.
/// </summary>
#pragma warning disable CA1050, MA0047, MA0048 // the runtime looks for exactly this name, without a namespace
internal static class StartupHook
#pragma warning restore CA1050, MA0047, MA0048
{
    /// <summary>Environment variable with the path of the Unix socket.</summary>
    public const string Variable = "ORCHESTRATOR_BENCH_GAUGE";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } path)
            return;
        var thread = new Thread(() => Serve(path)) { IsBackground = true, Name = "bench gauge" };
        thread.Start();
    }

    private static void Serve(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using var asker = listener.Accept();
            var before = GC.GetTotalMemory(forceFullCollection: false);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);

            var after = GC.GetGCMemoryInfo(GCKind.FullBlocking);
            var live = after.HeapSizeBytes - after.FragmentedBytes;
            asker.Send(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{before} {live}")));
        }
    }
}
