using Orchestrator.Core.Policies;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Notify;

public sealed class NotifyOptionsCheckTests
{
    [Fact]
    public void Problems_NothingSet_AreNone() => Assert.Empty(NotifyOptionsCheck.Problems(new OrchestratorOptions()));

    [Fact]
    public void Problems_EverythingWrong_NameEachKeyAndNoSecret()
    {
        var problems = NotifyOptionsCheck.Problems(new OrchestratorOptions
        {
            Webhooks = new WebhookOptions { Secret = "hunter2" },
            Smtp = new SmtpOptions { Host = "mail", Port = 0, From = "nobody", User = "u" },
        }).ToList();

        Assert.Equal(
            ["Orchestrator:Webhooks:Secret", "Orchestrator:Smtp:Port", "Orchestrator:Smtp:From", "Orchestrator:Smtp:User"], problems.Select(p => p.Key));
        Assert.DoesNotContain(problems, p => p.Why.ToString().Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void Lacking_RulesWithoutTheirChannel_NameTheKeysAndThePolicies()
    {
        var policy = PolicyDirectory.Load(PolicyText.Shipped("policies")).Set.Policies[0];
        var set = new PolicySet([policy with { Notify = [new NoticeRule([NoticeEvent.Missed], ["a@example.com"], new Uri("https://example.com/"))] }]);

        var lacking = NotifyOptionsCheck.Lacking(set, new OrchestratorOptions()).ToList();

        Assert.Equal(2, lacking.Count);
        Assert.StartsWith("a webhook rule needs Orchestrator:Webhooks:Secret", lacking[0].ToString(), StringComparison.Ordinal);
        Assert.All(lacking, l => Assert.Contains(policy.Name, l.ToString(), StringComparison.Ordinal));
        Assert.Empty(NotifyOptionsCheck.Lacking(new PolicySet([policy with { Notify = [] }]), new OrchestratorOptions()));
    }
}
