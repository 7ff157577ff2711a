using System.Text.Json;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Cli;

public sealed class PolicyCheckTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("policies-").FullName;

    public PolicyCheckTests()
    {
        Write("10-sales.yaml", PolicyText.Least);
        Write("numbers.yaml", "country: \"+7\"\nnational: [{ length: 10, becomes: \"+7\" }]");
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
    public async Task Check_OneError_Is1AndTellsWhere()
    {
        Write("20-support.yaml", "policy: support\nattempts: 0\n");

        var (exit, output, _) = await CliRun.Async("policy", "check", directory);

        Assert.Equal(1, exit);
        Assert.Contains("20-support.yaml:2:11: error: attempts: ", output, StringComparison.Ordinal);
        Assert.Contains("1 policy, ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WarningsOnly_Is0()
    {
        File.Delete(Path.Combine(directory, "numbers.yaml"));

        var (exit, output, _) = await CliRun.Async("policy", "check", directory);

        Assert.Equal(0, exit);
        Assert.EndsWith("1 policy, 0 errors, 1 warning\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AsJson_HasTheFindings()
    {
        Write("20-support.yaml", "policy: support\nattempts: 0\n");

        var (exit, output, _) = await CliRun.Async("policy", "check", directory, "--json");

        Assert.Equal(1, exit);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("sales", json.RootElement.GetProperty("policies")[0].GetString());
        Assert.Contains(json.RootElement.GetProperty("findings").EnumerateArray(), f => f.GetProperty("path").GetString() == "attempts" && f.GetProperty("line").GetInt32() == 2);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(directory, name), text);
}
