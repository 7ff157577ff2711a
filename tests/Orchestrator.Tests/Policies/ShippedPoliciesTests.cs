using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.PolicyFiles;
using Xunit;

namespace Orchestrator.Tests.Policies;

public sealed class ShippedPoliciesTests
{
    [Fact]
    public void Load_ExamplePolicies_HaveNoFindings()
    {
        var reading = PolicyDirectory.Load(PolicyText.Shipped("policies"));

        Assert.Empty(reading.Findings);
        Assert.False(reading.HasErrors);
        Assert.Equal("sales", reading.Set.Match("sales", "+74951234567", MissReason.Abandoned, Duration.FromSeconds(30), NumberPlan.Unknown)?.Name);
    }

    [Fact]
    public void Load_ExampleNumbers_HaveNoFindings()
    {
        var reading = NumbersFile.Load(Path.Combine(PolicyText.Shipped("policies"), "numbers.yaml"));

        Assert.Empty(reading.Findings);
        Assert.Equal("RU", reading.Plan!.Home);
    }

    [Fact]
    public void Load_ExamplePolicy_SaysWhatItsFileSays()
    {
        var policy = PolicyDirectory.Load(PolicyText.Shipped("policies")).Set.Find("sales")!;

        Assert.Equal(PolicyMode.Live, policy.Mode);
        Assert.Equal("Europe/Moscow", policy.Zone.Id);
        Assert.Equal(11, policy.Hours.Windows.Length);
        Assert.Equal(new RetryRule.StrikeOut(2, Duration.FromHours(1)), policy.Retry[Outcome.Invalid]);
        Assert.False(policy.Retry[Outcome.Congestion].UsesAttempt);
        Assert.Equal(1, policy.Retry[Outcome.Rejected].AtMost);
        Assert.Equal('1', policy.Operators.AcceptKey);
        Assert.Equal("custom/greeting", policy.Customer.Greeting);
        Assert.Matches("^[0-9a-f]{12}$", policy.Version);
    }
}
