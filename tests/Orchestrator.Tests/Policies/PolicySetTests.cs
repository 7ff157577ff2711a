using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Xunit;

namespace Orchestrator.Tests.Policies;

public sealed class PolicySetTests
{
    private static readonly Duration Long = Duration.FromMinutes(1);

    [Theory]
    [InlineData("queues: [sales, support]", "sales", null, true)]
    [InlineData("queues: [sales]", "SALES", null, true)]
    [InlineData("queues: [sales]", "sale", null, false)]
    [InlineData("queues: [sales]", null, null, false)]
    [InlineData("numbers: [\"+74951234567\"]", null, "+74951234567", true)]
    [InlineData("numbers: [\"+74951234567\"]", null, "74951234567", true)]
    [InlineData("numbers: [\"74951234567\"]", null, "+74951234567", true)]
    [InlineData("numbers: [\"+7495*\"]", null, "74950000000", true)]
    [InlineData("numbers: [\"+7495*\"]", null, "74960000000", false)]
    [InlineData("numbers: [\"+7495*\"]", null, null, false)]
    [InlineData("queues: [sales], numbers: [\"100\"]", "sales", "100", true)]
    [InlineData("queues: [sales], numbers: [\"100\"]", "sales", "101", false)]
    [InlineData("missed: [closed]", null, null, false)]
    [InlineData("missed: [closed, abandoned]", null, null, true)]
    [InlineData("", null, null, true)]
    public void Match_AbandonedCall_FollowsTheCovers(string covers, string? queue, string? did, bool expected) =>
        Assert.Equal(expected, Set(covers).Match(queue, did, MissReason.Abandoned, Long, NumberPlan.Unknown) is not null);

    [Theory]
    [InlineData("queues: [sales]", "SALES", true)]
    [InlineData("queues: [sales]", "support", false)]
    [InlineData("queues: [sales], numbers: [\"100\"]", "sales", true)]
    [InlineData("numbers: [\"100\"]", "sales", false)]
    [InlineData("queues: [sales], missed: [requested]", "sales", true)]
    [InlineData("queues: [sales], missed: [abandoned]", "sales", false)]
    [InlineData("", "sales", true)]
    public void MatchRequest_QueueThatSomebodyNamed_FollowsTheCoversWithoutADialledNumber(string covers, string queue, bool expected) =>
        Assert.Equal(expected, Set(covers).MatchRequest(queue) is not null);

    [Theory]
    [InlineData(MissReason.Abandoned, 4.9, false)]
    [InlineData(MissReason.Abandoned, 5.0, true)]
    [InlineData(MissReason.Abandoned, null, true)]
    [InlineData(MissReason.Requested, 1.0, true)]
    public void Match_WaitedAtLeast_LeavesOutTheImpatient(MissReason reason, double? seconds, bool expected) =>
        Assert.Equal(expected, Set("waited_at_least: 5s").Match(null, null, reason, seconds is { } s ? Duration.FromSeconds(s) : null, NumberPlan.Unknown) is not null);

    [Fact]
    public void Match_SeveralFit_TheFirstWins()
    {
        var first = PolicyText.With("covers: { queues: [vip] }") with { Name = "first" };
        var second = PolicyText.With("") with { Name = "second" };
        var set = new PolicySet([first, second]);

        Assert.Equal("first", set.Match("vip", null, MissReason.Abandoned, Long, NumberPlan.Unknown)?.Name);
        Assert.Equal("second", set.Match("sales", null, MissReason.Abandoned, Long, NumberPlan.Unknown)?.Name);
        Assert.Equal("second", set.Find("second")?.Name);
        Assert.Null(set.Find("third"));
    }

    [Fact]
    public void Match_PolicyThatIsOff_TakesTheCallAllTheSame() =>
        Assert.Equal(PolicyMode.Off, new PolicySet([PolicyText.With("mode: off"), PolicyText.With("")]).Match(null, null, MissReason.Closed, null, NumberPlan.Unknown)?.Mode);

    [Fact]
    public void Match_NoPolicies_IsNull() => Assert.Null(PolicySet.Empty.Match("sales", null, MissReason.Abandoned, Long, NumberPlan.Unknown));

    private static PolicySet Set(string covers) => new([PolicyText.With($"covers: {{ {covers} }}")]);
}
