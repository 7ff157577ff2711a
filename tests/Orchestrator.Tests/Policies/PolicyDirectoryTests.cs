using Orchestrator.Numbers;
using Orchestrator.Policies;
using Xunit;

namespace Orchestrator.Tests.Policies;

public sealed class PolicyDirectoryTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("policies-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Load_SeveralFiles_AreInTheOrderOfTheirNames()
    {
        Write("20-b.yaml", Named("b"));
        Write("10-a.yml", Named("a"));
        Write("Z-first.yaml", Named("z"));
        Write("notes.txt", "not a policy");
        Write(".10-a.yaml.swp.yaml", "not a policy");
        Write("numbers.yaml", "country: \"+7\"");

        var reading = PolicyDirectory.Load(directory);

        Assert.Empty(reading.Findings);
        Assert.Equal(["a", "b", "z"], reading.Set.Policies.Select(p => p.Name));
    }

    [Fact]
    public void Load_OneBrokenFile_TakesTheOthersAndReportsIt()
    {
        Write("a.yaml", Named("a"));
        Write("b.yaml", "policy: b\n  x");

        var reading = PolicyDirectory.Load(directory);

        Assert.True(reading.HasErrors);
        Assert.Equal("a", Assert.Single(reading.Set.Policies).Name);
        Assert.All(reading.Findings, f => Assert.Equal("b.yaml", f.File));
    }

    [Fact]
    public void Load_TwoFilesOfOneName_TakesTheFirstAndRefusesTheSecond()
    {
        Write("a.yaml", Named("sales"));
        Write("b.yaml", Named("sales"));

        var reading = PolicyDirectory.Load(directory);

        Assert.Single(reading.Set.Policies);
        var finding = Assert.Single(reading.Findings);
        Assert.Equal(("b.yaml", "policy"), (finding.File, finding.Path));
        Assert.Contains("a.yaml", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DefaultsFile_IsRefusedAsNotSupportedYet()
    {
        Write("defaults.yaml", "attempts: 3");

        Assert.Contains("not supported by this version yet", Assert.Single(PolicyDirectory.Load(directory).Findings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoDirectory_IsAFinding() => Assert.True(PolicyDirectory.Load(Path.Combine(directory, "none")).HasErrors);

    [Fact]
    public void Load_FileOfFiveMegabytes_IsRefused()
    {
        Write("big.yaml", new string('#', 5_000_000));

        Assert.Contains("larger than 256 kB", Assert.Single(PolicyDirectory.Load(directory).Findings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NotUtf8_IsRefused()
    {
        File.WriteAllBytes(Path.Combine(directory, "latin.yaml"), [(byte)'a', (byte)':', (byte)' ', 0xE9]);

        Assert.Contains("not UTF-8 at byte 4", Assert.Single(PolicyDirectory.Load(directory).Findings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ByteOrderMark_IsNoPartOfTheFirstName()
    {
        Write("bom.yaml", "\uFEFF" + Named("a"));

        Assert.Empty(PolicyDirectory.Load(directory).Findings);
    }

    [Fact]
    public void Load_BrokenNumbersFile_IsNoPlan()
    {
        Write("numbers.yaml", "country: [");

        Assert.Null(NumbersFile.Load(Path.Combine(directory, "numbers.yaml")).Plan);
    }

    private static string Named(string name) => PolicyText.Least.Replace("policy: sales", $"policy: {name}", StringComparison.Ordinal);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(directory, name), text);
}
