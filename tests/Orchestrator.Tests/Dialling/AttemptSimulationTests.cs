using System.Globalization;
using Xunit;

namespace Orchestrator.Tests.Dialling;

/// <summary>Thousands of attempts with crashes, failed writes, lost events and people who do as they please, all from a seed.</summary>
public sealed class AttemptSimulationTests
{
    private const int Seeds = 20_000;

    [Fact]
    public void Attempt_WithCrashesAnywhere_DialsEachLegAtMostOnceAndAlwaysEnds()
    {
        var outcomes = new HashSet<string>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var attempt = new SimulatedAttempt(seed);
            attempt.Run();

            var story = string.Create(CultureInfo.InvariantCulture, $"seed {seed}:\n{string.Join('\n', attempt.Story)}");
            Assert.True(attempt.Outcome is not null, "never ends, " + story);
            Assert.True(attempt.Pbx.Dials.Values.All(d => d == 1), "dialled twice, " + story);
            Assert.False(attempt.Pbx.HasChannels, "left channels behind, " + story);
            outcomes.Add(attempt.Outcome.Value.ToString());
        }

        // It went everywhere that it should.
        Assert.Superset(new HashSet<string> { "Connected", "Busy", "OperatorNoAnswer", "OperatorRefused", "OperatorHungUp", "Interrupted", "NoAnswer", "Machine", "CustomerHungUp" }, outcomes);
    }
}
