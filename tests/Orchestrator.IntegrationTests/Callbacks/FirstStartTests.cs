using System.Net;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;

namespace Orchestrator.IntegrationTests.Callbacks;

/// <summary>The first thing that an administrator sees: a start on a database that is still empty.</summary>
public sealed class FirstStartTests(SharedAsterisk shared)
{
    [Fact]
    public async Task FirstStart_OnAnEmptyDatabase_LogsNoErrorAndNoStackTrace()
    {
        await using var world = await CallbackWorld.StartAsync(shared);
        await Until.TrueAsync(async () => (await File.ReadAllTextAsync(world.Daemon.LogFile)).Contains("There is no administrator yet", StringComparison.Ordinal));

        var page = await world.Daemon.StatusAsync("/sign-in"); // its form's token is the first that needs a key
        Assert.Equal(0, await world.Daemon.StopAsync());

        Assert.Equal(HttpStatusCode.OK, page);
        var log = await File.ReadAllLinesAsync(world.Daemon.LogFile);
        Assert.Contains(log, l => l.Contains("Migration 0001", StringComparison.Ordinal));
        Assert.True(!log.Any(IsTrouble), string.Join("\n", log.Where(IsTrouble)));
    }

    /// <summary>An error's line, or one of an exception.</summary>
    private static bool IsTrouble(string line) => Array.Exists(["fail: ", "crit: ", "Exception", "   at "], s => line.Contains(s, StringComparison.Ordinal));
}
