using System.Diagnostics;

namespace Orchestrator.Rig.Processes;

/// <summary>A process that cannot outlive this one, with its output in a file.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task output;

    private ChildProcess(Process process, string outputFile)
    {
        this.process = process;
        var file = new FileStream(outputFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        output = CopyAsync(process, file);
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <param name="command">The program and its arguments.</param>
    /// <param name="outputFile">Standard output and error are appended here.</param>
    /// <param name="account">Whom to run as, when this process is root; null: the same account.</param>
    /// <param name="whenOrphaned">The signal that the process gets when this one is gone, however it ended.</param>
    /// <param name="environment">Added to the inherited environment.</param>
    public static async Task<ChildProcess> StartAsync(
        IReadOnlyList<string> command,
        string outputFile,
        string? account = null,
        string whenOrphaned = "KILL",
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var info = Info([.. As(account), "setpriv", "--pdeathsig", whenOrphaned, .. command]);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            info.Environment[name] = value;
        return new ChildProcess(await Launcher.StartAsync(info), outputFile);
    }

    /// <summary>Runs a short command to its end and returns its output (standard error included).</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        IReadOnlyList<string> command, string? account = null, IReadOnlyDictionary<string, string>? environment = null, string? input = null)
    {
        var info = Info([.. As(account), .. command]);
        info.RedirectStandardInput = input is not null;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            info.Environment[name] = value;
        using var running = await Launcher.StartAsync(info);
        if (input is not null)
        {
            await running.StandardInput.WriteAsync(input);
            running.StandardInput.Close();
        }

        var error = running.StandardError.ReadToEndAsync();
        var text = await running.StandardOutput.ReadToEndAsync();
        await running.WaitForExitAsync();
        return (running.ExitCode, text + await error);
    }

    public void Signal(Signal signal)
    {
        if (!process.HasExited)
            Signals.Send(process.Id, signal);
    }

    /// <summary>Waits for the end and returns the exit code (128 and more: ended by a signal).</summary>
    /// <exception cref="TimeoutException">Still running.</exception>
    public async Task<int> ExitAsync(TimeSpan? deadline = null)
    {
        await process.WaitForExitAsync().WaitAsync(deadline ?? Until.DefaultDeadline);
        await output;
        return process.ExitCode;
    }

    /// <summary>kill -9, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        Signal(Processes.Signal.Kill);
        await ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private static IEnumerable<string> As(string? account) => account is not null && Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid", account, "--regid", account, "--init-groups"]
        : [];

    private static ProcessStartInfo Info(IReadOnlyList<string> command) => new(command[0], command.Skip(1))
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
        WorkingDirectory = "/",
    };

    private static async Task CopyAsync(Process process, FileStream file)
    {
        await using (file)
        {
            // Both streams append to one file, a whole piece at a time.
            using var turn = new SemaphoreSlim(1);
            await Task.WhenAll(
                PumpAsync(process.StandardOutput.BaseStream, file, turn), PumpAsync(process.StandardError.BaseStream, file, turn));
        }
    }

    private static async Task PumpAsync(Stream from, FileStream file, SemaphoreSlim turn)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer)) > 0)
        {
            await turn.WaitAsync();
            await file.WriteAsync(buffer.AsMemory(0, read));
            await file.FlushAsync();
            turn.Release();
        }
    }
}
