using NodaTime;
using Orchestrator.Core.Checking;
using Orchestrator.Core.Planning;
using Orchestrator.Engine.PolicyFiles;
using Xunit;

namespace Orchestrator.Tests.Policies;

public sealed class ShippedSetsTests
{
    [Theory]
    [InlineData("shop", 1)]
    [InlineData("clinic", 3)]
    [InlineData("service-desk", 4)]
    public void Check_RealLifeSet_HasNoErrorsAndNoWarnings(string set, int policies)
    {
        var directory = Path.Combine(PolicyText.Shipped("policies"), set);
        var reading = PolicyDirectory.Load(directory);
        var numbers = NumbersFile.Load(Path.Combine(directory, "numbers.yaml"));

        Assert.Empty(reading.Findings);
        Assert.Empty(numbers.Findings);
        Assert.Empty(PolicyWarnings.Of(reading, numbers.Plan, new LocalDate(2026, 11, 22)));
        Assert.Equal(policies, reading.Set.Policies.Length);
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("clinic")]
    [InlineData("service-desk")]
    public void Plan_AnyHourOfTheYear_NobodyIsGivenUpBeforeTheFirstCall(string set)
    {
        var start = Instant.FromUtc(2026, 11, 22, 0, 15);
        foreach (var policy in PolicyDirectory.Load(Path.Combine(PolicyText.Shipped("policies"), set)).Set.Policies)
        {
            for (var missed = start; missed < start + Duration.FromDays(366); missed += Duration.FromMinutes(30))
            {
                var step = Planner.Next(policy, new CaseHistory(missed, missed, [], null, []), missed);
                Assert.True(step is NextStep.AttemptAt, $"{policy.Name}, missed at {missed}: {step.Why}");
            }
        }
    }
}
