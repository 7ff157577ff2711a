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
