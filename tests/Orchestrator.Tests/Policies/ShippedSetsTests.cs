using NodaTime;
using Orchestrator.Core.Policies.Checking;
using Orchestrator.Numbers;
using Orchestrator.Policies;
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
}
