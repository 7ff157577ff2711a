using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Orchestrator.Rig.Processes;

namespace Orchestrator.Rig.Daemon;

/// <summary>The orchestrator's own executable as a process of its own, configured by its environment.</summary>
public sealed class DaemonProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RequestDeadline = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, string> environment;
    private readonly HttpClient client;
    private ChildProcess? process;

    private DaemonProcess(IReadOnlyDictionary<string, string> settings, Uri url)
    {
        Url = url;
        environment = settings
            .Append(KeyValuePair.Create("Orchestrator:Web:Url", url.ToString().TrimEnd('/')))
            .ToDictionary(pair => pair.Key.Replace(":", "__", StringComparison.Ordinal), pair => pair.Value);
        client = new HttpClient { BaseAddress = url, Timeout = RequestDeadline };
    }

    public Uri Url { get; }

    /// <summary>Standard output and error, of all its starts.</summary>
    public string LogFile { get; } = RigFiles.Artifact("orchestrator.log");

    public bool HasExited => process?.HasExited ?? true;

    /// <summary>Of its latest start.</summary>
    public int ProcessId => process?.Id ?? throw new InvalidOperationException("Not started");

    /// <summary>The built program: beside the tests' own project, in the same configuration.</summary>
    private static string Program => Environment.GetEnvironmentVariable("ORCHESTRATOR_DLL") ?? Path.Combine(
        RigFiles.Repository, "src", "Orchestrator", "bin", Configuration, "net10.0", "orchestrator.dll");

    private static string Configuration =>
        AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>Starts it and waits for /health/ready.</summary>
    /// <param name="settings">Configuration keys with colons, for instance <c>Orchestrator:Policies</c>.</param>
    /// <param name="port">Of the web address, on 127.0.0.1; null: a free one.</param>
    /// <param name="waitUntilReady">false where the test is about something being away at the start.</param>
    public static async Task<DaemonProcess> StartNewAsync(
        IReadOnlyDictionary<string, string> settings, int? port = null, bool waitUntilReady = true)
    {
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port ?? FreePorts.Next()}"));
        var daemon = new DaemonProcess(settings, url);
        try
        {
            await daemon.StartAsync(waitUntilReady);
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again with the same settings and address.</summary>
    public async Task StartAsync(bool waitUntilReady = true)
    {
        if (HasExited)
            process = await ChildProcess.StartAsync(["dotnet", Program, "run"], LogFile, environment: environment);
        if (waitUntilReady)
            await ReadyAsync();
    }

    /// <summary>Waits for /health/ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message shows the end of its log.</exception>
    public Task ReadyAsync(TimeSpan? deadline = null) => Until.TrueAsync(
        async () => HasExited
            ? throw new InvalidOperationException("The orchestrator ended:\n" + await LogTailAsync())
            : await StatusAsync("/health/ready") == HttpStatusCode.OK,
        deadline ?? StartDeadline,
        $"the orchestrator is ready (see {LogFile})");

    /// <summary>What it answers to a GET; null: it does not answer.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>The body of its answer to a GET, whatever the status; empty when it does not answer.</summary>
    public async Task<string> TextAsync(string path)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            return await answer.Content.ReadAsStringAsync();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return "";
        }
    }

    /// <summary>SIGTERM; returns the exit code.</summary>
    public async Task<int> StopAsync(TimeSpan? deadline = null)
    {
        var running = process ?? throw new InvalidOperationException("Not started");
        running.Signal(Signal.Terminate);
        return await running.ExitAsync(deadline);
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => process?.KillAsync() ?? Task.CompletedTask;

    /// <summary>SIGSTOP: alive, and doing nothing.</summary>
    public void Freeze() => process?.Signal(Signal.Stop);

    public void Thaw() => process?.Signal(Signal.Continue);

    /// <summary>Runs one command of the executable with the same settings, for instance <c>doctor --json</c>.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync(["dotnet", Program, .. arguments], environment: environment);

    /// <summary>Makes a user of the console.</summary>
    /// <returns>The password.</returns>
    public async Task<string> AddUserAsync(string name, string role)
    {
        var password = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var (exit, output) = await ChildProcess.RunAsync(["dotnet", Program, "user", "add", name, "--role", role], environment: environment, input: password + "\n");
        return exit == 0 ? password : throw new InvalidOperationException($"user add {name} ended with {exit}: {output}");
    }

    public async Task<string> LogTailAsync(int lines = 40) =>
        string.Join('\n', (await File.ReadAllLinesAsync(LogFile)).TakeLast(lines));

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        client.Dispose();
    }
}
