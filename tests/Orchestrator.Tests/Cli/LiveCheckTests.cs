using Orchestrator.Asterisk.Ami;
using Orchestrator.Cli.Doctor;
using Orchestrator.Cli.PolicyCommands;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Cli;

/// <summary>What <c>policy check --live</c> makes of the answers of PBXs.</summary>
public sealed class LiveCheckTests
{
    private static readonly IReadOnlyList<AmiMessage> Queues =
    [
        AmiMessage.Parse("Event: QueueParams\r\nQueue: sales\r\n"),
        AmiMessage.Parse("Event: QueueParams\r\nQueue: empty\r\n"),
        AmiMessage.Parse("Event: QueueMember\r\nQueue: sales\r\nName: a\r\nLocation: PJSIP/101\r\nStatus: 1\r\n"),
    ];

    private static readonly IReadOnlyList<AmiMessage> Devices = [AmiMessage.Parse("Event: DeviceStateChange\r\nDevice: PJSIP/101\r\nState: NOT_INUSE\r\n")];

    [Theory]
    [InlineData("queue sales", "", null)]
    [InlineData("queue empty", "", "sales.yaml:3:20: warning: operators.from: pbx1: policy sales: queue 'empty' has 0 members (found 'queue empty')")]
    [InlineData("queue none", "", "sales.yaml:3:20: warning: operators.from: pbx1: policy sales, operators: there is no queue 'none' (found 'queue none')")]
    [InlineData("[PJSIP/101]", "", null)]
    [InlineData("[PJSIP/101, PJSIP/999]", "", "sales.yaml:3:20: warning: operators.from: pbx1: policy sales: Asterisk knows no state of PJSIP/999 (found 'a list')")]
    [InlineData("queue sales", "covers: { queues: [sales, vip] }", "sales.yaml:5:19: warning: covers.queues: pbx1: policy sales, covers: there is no queue 'vip' (found 'a list')")]
    public void Warnings_OnePbx_AreAtTheFieldThatNamesWhatIsNotThere(string from, string fields, string? expected)
    {
        var policies = Policies(from, fields);

        var found = Check(policies).Warnings([[.. new OperatorFindings(new Reason.Quoted("pbx1"), policies.Set, isOnly: true).Of(Queues, Devices)]]);

        Assert.Equal(expected is null ? [] : [expected], found.Select(f => f.ToString().Split(". ")[0]));
    }

    [Theory]
    [InlineData("queue sales", "covers: { queues: [sales, empty] }", 0)]
    [InlineData("queue none", "", 2)]
    [InlineData("queue sales", "covers: { queues: [vip] }", 2)]
    [InlineData("queue empty", "", 2)]
    public void Warnings_TwoPbxs_AreOnlyOfWhatIsMissingOnBoth(string from, string fields, int expected)
    {
        var policies = Policies(from, fields);
        var findings = new OperatorFindings(new Reason.Quoted("pbx1"), policies.Set, isOnly: false);

        Assert.Equal(expected, Check(policies).Warnings([[.. findings.Of(Queues, Devices)], [.. findings.Of([], [])]]).Count);
    }

    private static LiveCheck Check(PolicySetReading policies) => new(policies, [], TimeProvider.System);

    private static PolicySetReading Policies(string from, string fields) =>
        PolicyText.Set(("sales.yaml", PolicyText.Least.Replace("queue sales", from, StringComparison.Ordinal) + fields));
}
