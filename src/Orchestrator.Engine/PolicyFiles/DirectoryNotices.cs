namespace Orchestrator.Engine.PolicyFiles;

/// <summary>The file system's notices of changes in some directories. They may be lost or not be there at all: a poll stands behind them.</summary>
/// <param name="notice">Called on every notice, on any thread.</param>
internal sealed class DirectoryNotices(Action notice) : IDisposable
{
    private readonly Dictionary<string, FileSystemWatcher> watchers = new(StringComparer.Ordinal);
    private readonly HashSet<string> failed = new(StringComparer.Ordinal);

    /// <summary>Set by a watcher that broke, on its own thread.</summary>
    private volatile bool broken;

    /// <summary>Watches what is not watched yet, and again what broke.</summary>
    /// <returns>Why a directory cannot be watched, once; null otherwise.</returns>
    public string? Watch(IEnumerable<string> directories)
    {
        if (broken)
        {
            broken = false;
            Dispose();
        }

        string? why = null;
        foreach (var directory in directories.Where(d => !watchers.ContainsKey(d)))
        {
            try
            {
                watchers.Add(directory, Start(directory));
                failed.Remove(directory);
            }
            catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
            {
                why = failed.Add(directory) ? e.Message : why;
            }
        }

        return why;
    }

    public void Dispose()
    {
        foreach (var watcher in watchers.Values)
        {
            watcher.Dispose();
        }

        watchers.Clear();
    }

    private FileSystemWatcher Start(string directory)
    {
        // Attributes are in for symbolic links whose target is replaced.
        var watcher = new FileSystemWatcher(directory)
        {
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.Attributes | NotifyFilters.CreationTime,
        };
        watcher.Changed += (_, _) => notice();
        watcher.Created += (_, _) => notice();
        watcher.Deleted += (_, _) => notice();
        watcher.Renamed += (_, _) => notice();
        watcher.Error += (_, _) =>
        {
            broken = true;
            notice();
        };
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
