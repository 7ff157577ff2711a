namespace Orchestrator.Rig.Daemon;

/// <summary>The orchestrator's own executable as a process of its own, configured by its environment.</summary>
public sealed class DaemonProcess : IAsyncDisposable
{
    public Uri Url => throw new NotSupportedException();
    public string LogFile => throw new NotSupportedException();
    /// <summary>Starts it and waits for /health/ready.</summary>
    /// <param name="settings">Configuration keys with colons, for instance <c>Orchestrator:Policies</c>; the address is set here.</param>
    public static Task<DaemonProcess> StartNewAsync(IReadOnlyDictionary<string, string> settings) => throw new NotSupportedException();
    /// <summary>Starts it again with the same settings and address; waits for /health/ready unless told otherwise.</summary>
    public Task StartAsync(bool waitUntilReady = true) => throw new NotSupportedException();
    /// <summary>SIGTERM; returns the exit code.</summary>
    public Task<int> StopAsync(TimeSpan? deadline = null) => throw new NotSupportedException();
    /// <summary>kill -9.</summary>
    public Task KillAsync() => throw new NotSupportedException();
    public void Freeze() => throw new NotSupportedException();
    public void Thaw() => throw new NotSupportedException();
    /// <summary>Runs one command of the executable with the same settings, for instance <c>doctor --json</c>.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => throw new NotSupportedException();
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
