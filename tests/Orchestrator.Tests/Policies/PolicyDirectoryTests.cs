using Orchestrator.Core.Fields;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.PolicyFiles;
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
        Write("numbers.yaml", "home: RU");

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
        Assert.Equal((new Place("b.yaml", 1, 9), "policy", "sales"), (finding.Place, finding.Path, finding.Found?.ToString()));
        Assert.Contains("a.yaml", finding.Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Files_AreKeptWithTheirTexts()
    {
        Write("a.yaml", Named("a"));
        Write("b.yaml", "policy: b\n  x");
        Write("defaults.yaml", "attempts: 3");

        var files = PolicyDirectory.Load(directory).Files;

        Assert.Equal([("a.yaml", Named("a")), ("b.yaml", "policy: b\n  x")], files.Select(f => (f.File, f.Text)));
        Assert.All(files, f => Assert.Equal("attempts: 3", f.Defaults));
        Assert.Equal([true, false], files.Select(f => f.Reading.Policy is not null));
    }

    [Fact]
    public void Read_TextsOfAFile_AreWhatTheDirectoryGave()
    {
        Write("a.yaml", Named("a"));
        Write("defaults.yaml", "attempts: 3");
        var file = Assert.Single(PolicyDirectory.Load(directory).Files);

        var policy = PolicyDirectory.Read(file.File, file.Text, file.Defaults).Policy!;

        Assert.Equal((3, file.Reading.Policy!.Version), (policy.Attempts, policy.Version));
    }

    [Theory]
    [InlineData("attempts: 99")]
    [InlineData("attempts: [")]
    [InlineData("")]
    public void Load_BrokenDefaults_TakeNoPolicyAndAreReportedOnce(string defaults)
    {
        Write("a.yaml", Named("a"));
        Write("b.yaml", Named("b"));
        Write("defaults.yaml", defaults);

        var reading = PolicyDirectory.Load(directory);

        Assert.Empty(reading.Set.Policies);
        Assert.Equal("defaults.yaml", Assert.Single(reading.Findings).File);
        Assert.All(reading.Files, f => Assert.Equal((null, reading.Findings[0]), (f.Reading.Policy, Assert.Single(f.Reading.Findings))));
    }

    [Fact]
    public void Load_BrokenDefaults_TellWhatElseIsWrong()
    {
        Write("a.yaml", Named("a") + "mode: on");
        Write("defaults.yaml", "attempts: 99");

        Assert.Equal([("defaults.yaml", "attempts"), ("a.yaml", "mode")], PolicyDirectory.Load(directory).Findings.Select(f => (f.File, f.Path)));
    }

    [Fact]
    public void Load_TwoFilesOfDefaults_AreRefused()
    {
        Write("a.yaml", Named("a"));
        Write("defaults.yaml", "attempts: 3");
        Write("defaults.yml", "attempts: 3");

        var reading = PolicyDirectory.Load(directory);

        Assert.Empty(reading.Set.Policies);
        Assert.Equal("defaults.yml", Assert.Single(reading.Findings).File);
    }

    [Fact]
    public void Load_SuffixInCapitals_IsAPolicyFileToo()
    {
        Write("A.YAML", Named("a"));
        Write("b.Yml", Named("b"));

        Assert.Equal(["a", "b"], PolicyDirectory.Load(directory).Set.Policies.Select(p => p.Name));
    }

    [Fact]
    public void Load_AFile_TellsThatItsDirectoryIsMeant()
    {
        Write("a.yaml", Named("a"));
        var path = Path.Combine(directory, "a.yaml");

        var finding = Assert.Single(PolicyDirectory.Load(path).Findings);

        Assert.Equal((path, $"Name its directory: {directory}"), (finding.File, finding.Suggestion.ToString()));
        Assert.Contains("this is a file", finding.Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void LoadFile_DefaultsBeside_AreInheritedWhateverTheirSuffix()
    {
        Write("a.yaml", Named("a"));
        Write("defaults.yml", "attempts: 3");

        Assert.Equal(3, PolicyDirectory.LoadFile(Path.Combine(directory, "a.yaml")).Policy?.Attempts);
    }

    [Fact]
    public void Load_NoDirectory_IsAFinding() => Assert.True(PolicyDirectory.Load(Path.Combine(directory, "none")).HasErrors);

    [Fact(Timeout = 60_000)]
    public async Task Load_FileOfFiveMegabytes_IsRefusedQuickly()
    {
        Write("big.yaml", new string('[', 5_000_000));

        var reading = await Task.Run(() => PolicyDirectory.Load(directory), TestContext.Current.CancellationToken);

        Assert.Contains("larger than 256 kB", Assert.Single(reading.Findings).Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NotUtf8_IsRefused()
    {
        File.WriteAllBytes(Path.Combine(directory, "latin.yaml"), [(byte)'a', (byte)':', (byte)' ', 0xE9]);

        Assert.Contains("not UTF-8 at byte 4", Assert.Single(PolicyDirectory.Load(directory).Findings).Reason.ToString(), StringComparison.Ordinal);
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
