using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Orchestrator.Rig;

/// <summary>Where the rig keeps things: logs to look at afterwards, and working folders that go away.</summary>
public static class RigFiles
{
    private static int count;

    /// <summary>The folder of the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Logs of this run; kept.</summary>
    public static string Artifacts { get; } = MakeArtifacts();

    /// <summary>The path of a new file or folder among the artifacts, for instance <c>007-sipp-caller.log</c>.</summary>
    public static string Artifact(string name) => Path.Combine(
        Artifacts, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref count):000}-{name}"));

    /// <summary>
    /// A new folder for work in progress. Its name carries the owner's process id; folders of owners that are gone
    /// (kill -9 cleans nothing up) are removed on the way.
    /// </summary>
    internal static string WorkFolder(string parent, string prefix)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, prefix + "-*"))
        {
            var owner = Path.GetFileName(folder)[(prefix.Length + 1)..].Split('-')[0];
            if (!Directory.Exists("/proc/" + owner))
                Remove(folder);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Environment.ProcessId}-{Secret(4)}");
        return Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
    }

    internal static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody else swept it: gone is gone.
        }
    }

    internal static string Secret(int bytes = 12) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    private static string MakeArtifacts()
    {
        using var me = Process.GetCurrentProcess();
        var name = string.Create(CultureInfo.InvariantCulture, $"{me.StartTime.ToUniversalTime():yyyyMMdd-HHmmss}-{me.Id}");
        var parent = Environment.GetEnvironmentVariable("ORCHESTRATOR_RIG_ARTIFACTS") ?? Path.Combine(Repository, "artifacts", "rig");
        return Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orchestrator.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The rig runs from the build output below Orchestrator.sln only");
    }
}
