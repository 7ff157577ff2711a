using FsCheck.Fluent;
using Orchestrator.Core.Planning;
using Xunit;

namespace Orchestrator.Tests.Planning;

/// <summary>A policy means its own zone, wherever the server stands. Alone, as the process has one local zone only.</summary>
[CollectionDefinition(nameof(LocalZoneTests), DisableParallelization = true)]
[Collection(nameof(LocalZoneTests))]
public sealed class LocalZoneTests
{
    [Theory]
    [InlineData("Pacific/Apia")]
    [InlineData("America/St_Johns")]
    public void Planning_ServerInAnotherZone_SameSteps(string zone)
    {
        var scenarios = Scenarios.All.Generator.Sample(20, 60).ToList();
        var here = scenarios.ConvertAll(Steps);
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();

            Assert.Equal(zone, TimeZoneInfo.Local.Id);
            Assert.Equal(here, scenarios.ConvertAll(Steps));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static List<NextStep> Steps(Scenario scenario) => [.. scenario.Live().Seen.Select(s => s.Step)];
}
