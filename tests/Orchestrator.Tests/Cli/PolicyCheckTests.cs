using System.Text.Json;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Cli;

public sealed class PolicyCheckTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("policies-").FullName;

    public PolicyCheckTests()
    {
        Write("10-sales.yaml", PolicyText.Least + "hours: { mon-fri: 09:00-20:00 }");
        Write("numbers.yaml", "home: RU");
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Check_NothingWrong_Is0()
    {
        var (exit, output, _) = await CliRun.Async("policy", "check", directory);

        Assert.Equal((0, "1 policy, no findings\n"), (exit, output));
    }

    [Fact]
    public async Task Check_NoArgument_TakesTheConfiguredDirectory() => Assert.Equal(0, (await CliRun.Async("policy", "check", "--Orchestrator:Policies", directory)).Exit);

    [Fact]
    public async Task Check_LiveWithoutAPbx_Is1AndSaysSo()
    {
        var (exit, _, error) = await CliRun.Async("policy", "check", directory, "--live");

        Assert.Equal(1, exit);
        Assert.Equal("Asterisk could not be asked: no PBX is configured. Set Orchestrator:Pbx; see docs/configuration.md.\n", error);
    }

    [Fact]
    public async Task Check_OneError_Is1AndTellsWhere()
    {
        Write("20-support.yaml", "policy: support\nattempts: 0\n");

        var (exit, output, _) = await CliRun.Async("policy", "check", directory);

        Assert.Equal(1, exit);
        Assert.Contains($"\n{directory}/20-support.yaml:2:11: error: attempts: ", "\n" + output, StringComparison.Ordinal);
        Assert.Contains("1 policy, ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NumbersFileElsewhere_IsNamedWithItsOwnPath()
    {
        Directory.CreateDirectory(Path.Combine(directory, "else"));
        Write("else/own.yaml", "home: 7x");

        var (exit, output, _) = await CliRun.Async("policy", "check", "--Orchestrator:Policies", directory, "--Orchestrator:Numbers", directory + "/else/own.yaml");

        Assert.Equal(1, exit);
        Assert.Contains($"{directory}/else/own.yaml:1:7: error: home: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AFile_Is1AndNamesItsDirectory()
    {
        var (exit, output, _) = await CliRun.Async("policy", "check", directory + "/10-sales.yaml");

        Assert.Equal(1, exit);
        Assert.Contains($"Name its directory: {directory}\n", output, StringComparison.Ordinal);
        Assert.EndsWith("0 policies, 1 error, 0 warnings\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WarningsOnly_Is0()
    {
        File.Delete(Path.Combine(directory, "numbers.yaml"));

        var (exit, output, _) = await CliRun.Async("policy", "check", directory);

        Assert.Equal(0, exit);
        Assert.StartsWith($"{directory}/numbers.yaml:1:1: warning: home: ", output, StringComparison.Ordinal);
        Assert.EndsWith("1 policy, 0 errors, 1 warning\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_FoolishPolicy_WarnsAndIs0UnlessStrict()
    {
        Write("10-sales.yaml", PolicyText.Least);

        var (exit, output, _) = await CliRun.Async("policy", "check", directory);
        var (strict, _, _) = await CliRun.Async("policy", "check", directory, "--strict");

        Assert.Equal((0, 1), (exit, strict));
        Assert.StartsWith($"{directory}/10-sales.yaml:1:1: warning: hours: customers are called outside 09:00-20:00, for example on mon at 00:00.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_LiveAndNobodyThere_Is1AndTellsWhichAndNoSecret()
    {
        var (exit, output, error) = await CliRun.Async(
            "policy", "check", directory, "--live", "--Orchestrator:Pbx:0:Name=pbx1",
            "--Orchestrator:Pbx:0:Ami:Host=127.0.0.1", "--Orchestrator:Pbx:0:Ami:Port=1", "--Orchestrator:Pbx:0:Ami:User=u", "--Orchestrator:Pbx:0:Ami:Secret=hidden");

        Assert.Equal((1, "1 policy, no findings\n"), (exit, output));
        Assert.StartsWith("pbx1 AMI could not be asked: 127.0.0.1:1: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AsJson_HasTheFindings()
    {
        Write("20-support.yaml", "policy: support\nattempts: 0\n");

        var (exit, output, _) = await CliRun.Async("policy", "check", directory, "--json");

        Assert.Equal(1, exit);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("sales", json.RootElement.GetProperty("policies")[0].GetString());
        Assert.Contains(json.RootElement.GetProperty("findings").EnumerateArray(), f => f.GetProperty("path").GetString() == "attempts" && f.GetProperty("file").GetString() == "20-support.yaml" && f.GetProperty("line").GetInt32() == 2);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(directory, name), text);
}
