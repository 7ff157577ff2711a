using NodaTime;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Operators;
using Xunit;

namespace Orchestrator.Tests.Operators;

public sealed class OperatorPoolTests
{
    private static readonly HashSet<string> Nobody = [];

    private static readonly OperatorPool Pool = new(true,
    [
        new("PJSIP/101", null, Instant.FromUnixTimeSeconds(30), null),
        new("PJSIP/102", null, Instant.FromUnixTimeSeconds(10), null),
        new("PJSIP/103", new Reason.OnThePhone(), Instant.FromUnixTimeSeconds(20), null),
    ]);

    [Theory]
    [InlineData("PJSIP/101", OperatorPick.LongestIdle, "PJSIP/101 (who was asked for)")]
    [InlineData("pjsip/101", OperatorPick.RingAll, "PJSIP/101 (who was asked for)")]
    [InlineData("PJSIP/103", OperatorPick.LongestIdle, "PJSIP/102 (PJSIP/103, who was asked for: on the phone)")]
    [InlineData("PJSIP/103", OperatorPick.RingAll, "PJSIP/101, PJSIP/102 (PJSIP/103, who was asked for: on the phone)")]
    [InlineData("PJSIP/999", OperatorPick.LastSpoken, "PJSIP/102 (the longest idle; nobody has talked with the customer; PJSIP/999, who was asked for: not one of the policy's operators)")]
    public void Pick_OneIsAskedFor_TakesHimIfFreeElseAsThePolicySays(string asked, OperatorPick pick, string expected) =>
        Assert.Equal(expected, Told(Pool.Pick(pick, Nobody, OperatorPreference.Of(pick, null, null), asked)));

    [Theory]
    [InlineData("PJSIP/101", "PJSIP/101 (who talked with the customer last)")]
    [InlineData("pjsip/101", "PJSIP/101 (who talked with the customer last)")]
    [InlineData("PJSIP/103", "PJSIP/102 (the longest idle; PJSIP/103, who talked with the customer last: on the phone)")]
    [InlineData("PJSIP/999", "PJSIP/102 (the longest idle; PJSIP/999, who talked with the customer last: not one of the policy's operators)")]
    [InlineData(null, "PJSIP/102 (the longest idle; nobody has talked with the customer)")]
    public void Pick_LastSpoken_TakesHimIfFreeElseTheLongestIdle(string? lastSpoken, string expected) =>
        Assert.Equal(expected, Told(Pool.Pick(OperatorPick.LastSpoken, Nobody, OperatorPreference.Of(OperatorPick.LastSpoken, lastSpoken, "PJSIP/102"))));

    [Theory]
    [InlineData("PJSIP/101", "PJSIP/101 (who is responsible for the customer)")]
    [InlineData(null, "PJSIP/102 (the longest idle; nobody is responsible for the customer)")]
    public void Pick_Responsible_TakesHimIfFreeElseTheLongestIdle(string? responsible, string expected) =>
        Assert.Equal(expected, Told(Pool.Pick(OperatorPick.Responsible, Nobody, OperatorPreference.Of(OperatorPick.Responsible, "PJSIP/102", responsible))));

    [Fact]
    public void Pick_PreferredWasTakenByThisLook_TakesTheLongestIdle()
    {
        var picked = Pool.Pick(OperatorPick.LastSpoken, new HashSet<string> { "PJSIP/101" }, OperatorPreference.Of(OperatorPick.LastSpoken, "PJSIP/101", null));

        Assert.Equal("PJSIP/102 (the longest idle; PJSIP/101, who talked with the customer last: in a callback)", Told(picked));
    }

    [Fact]
    public void Pick_NobodyIsFree_IsEmpty() =>
        Assert.Empty(Pool.Pick(OperatorPick.LastSpoken, new HashSet<string> { "PJSIP/101", "PJSIP/102" }, OperatorPreference.Of(OperatorPick.LastSpoken, "PJSIP/103", null)).Endpoints);

    [Theory]
    [InlineData(OperatorPick.LongestIdle)]
    [InlineData(OperatorPick.InTurn)]
    [InlineData(OperatorPick.RingAll)]
    public void Preference_OfOtherPicks_IsNone(OperatorPick pick) => Assert.Null(OperatorPreference.Of(pick, "PJSIP/101", "PJSIP/101"));

    private static string Told(PickedOperators picked) => string.Join(", ", picked.Endpoints) + (picked.Why is null ? "" : $" ({picked.Why})");
}
