using System.Text.Json;
using Orchestrator.IntegrationTests.Callbacks;
using Orchestrator.IntegrationTests.Rig;

namespace Orchestrator.IntegrationTests.Doctor;

/// <summary><c>doctor</c> against a real Asterisk and PostgreSQL.</summary>
public sealed class DoctorOnAsteriskTests(SharedAsterisk shared)
{
    [Fact]
    public async Task Doctor_WhereAllIsWell_FindsNothing()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { OnMachine = "leave sound:vm-goodbye", Record = true });

        var (code, output) = await world.Daemon.RunAsync("doctor");

        Assert.True(code == 0, output);
        Assert.Contains("has [orchestrator-amd]", output, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Asterisk.Ami.Secret, output, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Asterisk.Ari.Password, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PolicyCheckLive_QueueWithoutOperatorsAndOneThatIsNone_AreWarnedOfAtTheirFields()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { Hours = "{ mon-sun: 09:00-20:00 }" });
        var fine = await world.Daemon.RunAsync("policy", "check", "--live");
        var policies = new LanePolicy { Hours = "{ mon-sun: 09:00-20:00 }" }.Write(world.Lane);
        var empty = policies["10-lane.yaml"].Replace($"from: queue {world.Lane.Queue}", $"from: queue {world.Lane.Unstaffed}", StringComparison.Ordinal);
        var none = policies["20-menu.yaml"].Replace($"from: queue {world.Lane.Queue}", "from: queue nosuchqueue", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(world.Policies, "10-lane.yaml"), empty);
        await File.WriteAllTextAsync(Path.Combine(world.Policies, "20-menu.yaml"), none);

        var (code, output) = await world.Daemon.RunAsync("policy", "check", "--live");

        Assert.True(fine.ExitCode == 0, fine.Output);
        Assert.DoesNotContain("operators", fine.Output, StringComparison.Ordinal);
        Assert.True(code == 0, output);
        Assert.Matches($@"10-lane\.yaml:\d+:\d+: warning: operators\.from: .*queue '{world.Lane.Unstaffed}' has 0 members", output);
        Assert.Matches(@"20-menu\.yaml:\d+:\d+: warning: operators\.from: .*there is no queue 'nosuchqueue'", output);
    }

    [Fact]
    public async Task Doctor_AQueueThatDoesNotExist_IsAFindingWithItsMending()
    {
        await using var world = await CallbackWorld.StartAsync(shared, new LanePolicy { OperatorsFrom = "queue nosuchqueue" });

        var (code, output) = await world.Daemon.RunAsync("doctor", "--json");

        Assert.Equal(1, code);
        using var report = JsonDocument.Parse(output);
        var findings = report.RootElement.GetProperty("checks").EnumerateArray().Where(c => c.GetProperty("verdict").GetString() == "finding").ToList();
        Assert.NotEmpty(findings);
        Assert.All(findings, f =>
        {
            Assert.Contains("nosuchqueue", f.GetProperty("found").GetString(), StringComparison.Ordinal);
            Assert.NotEmpty(f.GetProperty("mend").GetString()!);
        });
    }
}
