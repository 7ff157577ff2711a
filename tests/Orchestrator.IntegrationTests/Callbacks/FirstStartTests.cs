using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Intake;
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
        await AssertNoTroubleAsync(world);
    }

    [Fact]
    public async Task FirstStart_ACallIsMissedBeforeTheTablesAreThere_IsWrittenDownWithoutTrouble()
    {
        var spool = RigFiles.Artifact("spool");
        new IntakeSpool(spool, NullLogger<IntakeSpool>.Instance).Add(new PendingVerdict(new CallVerdict.Missed(new MissedCallReport(
            "pbx1", "1.1", "1.1", Instant.FromUtc(2026, 11, 21, 6, 30), MissReason.Abandoned, "nobody's", null, "anonymous", null, Duration.FromSeconds(12), 1, ["ami"]))));

        await using var world = await CallbackWorld.StartAsync(shared, settings: new Dictionary<string, string> { ["Orchestrator:Spool"] = spool });
        await Until.TrueAsync(async () => await world.ScalarAsync<bool>("select exists (select from orchestrator.missed_call where uniqueid = '1.1')"), what: "the call is written down");
        Assert.Equal(0, await world.Daemon.StopAsync());

        await AssertNoTroubleAsync(world);
    }

    private static async Task AssertNoTroubleAsync(CallbackWorld world)
    {
        var log = await File.ReadAllLinesAsync(world.Daemon.LogFile);
        Assert.Contains(log, l => l.Contains("Migration 0001", StringComparison.Ordinal));
        Assert.True(!log.Any(IsTrouble), string.Join("\n", log.Where(IsTrouble)));
    }

    /// <summary>An error's line, or one of an exception.</summary>
    private static bool IsTrouble(string line) => Array.Exists(["fail: ", "crit: ", "Exception", "   at "], s => line.Contains(s, StringComparison.Ordinal));
}
