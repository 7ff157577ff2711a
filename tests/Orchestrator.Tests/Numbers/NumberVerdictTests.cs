using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.NumberRules;
using Orchestrator.Engine.Storage;
using Xunit;

namespace Orchestrator.Tests.Numbers;

public sealed class NumberVerdictTests
{
    private static readonly PhoneNumber Number = PhoneNumber.FromE164("+79161234567")!.Value;

    private static readonly NumberPlan Plan = new() { Home = "RU" };

    private static readonly ImmutableArray<NumberPattern> Pattern = [new("+7916*")];

    [Fact]
    public void Of_NothingSaid_MayBeCalled() => Assert.Equal(new NumberVerdict(false, null), NumberVerdict.Of(Number, Plan, null, []));

    [Fact]
    public void Of_NumbersFile_IsVipAndBlocked()
    {
        var verdict = NumberVerdict.Of(Number, Plan with { Vip = Pattern, DoNotCall = Pattern }, null, []);

        Assert.True(verdict.IsVip);
        Assert.Equal(new NumberRefusal(Disposition.Blocked, "do_not_call", new Reason.GuardDoNotCall()), verdict.Refusal);
        Assert.False(verdict.Refusal!.EndsCases);
    }

    [Fact]
    public void Of_RulesThatPeopleSet_GoBeforeTheNumbersFile()
    {
        var verdict = NumberVerdict.Of(Number, Plan with { DoNotCall = Pattern }, null, [Rule(NumberRule.Vip), Rule(NumberRule.DoNotCall)]);

        Assert.True(verdict.IsVip);
        Assert.Equal(new NumberRefusal(Disposition.OptedOut, "do_not_call", new Reason.DoNotCall("user anna", "asked for it"), Instant.MaxValue), verdict.Refusal);
        Assert.True(verdict.Refusal!.EndsCases);
    }

    private static NumberRuleRow Rule(NumberRule rule) =>
        new() { Number = Number, Rule = rule, Reason = "asked for it.", SetBy = "user anna", ExpiresAt = Instant.MaxValue };
}
