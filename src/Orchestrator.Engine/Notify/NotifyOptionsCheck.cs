using Orchestrator.Core.Policies;
using Orchestrator.Core.Texts;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.Notify;

/// <summary>Checks what notices need of the configuration.</summary>
public static class NotifyOptionsCheck
{
    /// <summary>What is wrong whatever the policies say.</summary>
    public static IEnumerable<string> Problems(OrchestratorOptions options)
    {
        if (options.Webhooks.Secret.Length > 0 && WebhookSignature.Key(options.Webhooks.Secret) is null)
        {
            yield return "Orchestrator:Webhooks:Secret is none: give whsec_ and 24 to 64 random bytes as base64, such as: echo whsec_$(openssl rand -base64 32)";
        }

        var smtp = options.Smtp;
        if (smtp.Host.Length == 0)
        {
            yield break;
        }

        if (smtp.Port is < 1 or > 65535)
        {
            yield return $"Orchestrator:Smtp:Port is {smtp.Port}: use 1 to 65535 (587 is usual, 25 for a relay on this machine).";
        }

        if (MailCarrier.Address(smtp.From) is null)
        {
            yield return $"Orchestrator:Smtp:From is '{smtp.From}': give the sender's address, such as callbacks@example.com.";
        }

        if (!Language.All.Any(l => l.Code == smtp.Language))
        {
            yield return $"Orchestrator:Smtp:Language is '{smtp.Language}': use one of {string.Join(", ", Language.All.Select(l => l.Code).Order(StringComparer.Ordinal))}.";
        }

        if (smtp.User.Length > 0 != smtp.Password.Length > 0)
        {
            yield return "Orchestrator:Smtp:User and Orchestrator:Smtp:Password belong together: give both, or none.";
        }
    }

    /// <summary>What the policies' rules need and the configuration lacks. Their notices wait until it is there.</summary>
    public static IEnumerable<string> Lacking(PolicySet policies, OrchestratorOptions options)
    {
        var webhooks = policies.Policies.Where(p => p.Notify.Any(r => r.Webhook is not null)).Select(p => p.Name).ToList();
        if (webhooks.Count > 0 && options.Webhooks.Secret.Length == 0)
        {
            yield return $"a webhook rule needs Orchestrator:Webhooks:Secret, and it is not set (policies: {string.Join(", ", webhooks)})";
        }

        var mails = policies.Policies.Where(p => p.Notify.Any(r => !r.Email.IsEmpty)).Select(p => p.Name).ToList();
        if (mails.Count > 0 && options.Smtp.Host.Length == 0)
        {
            yield return $"an e-mail rule needs Orchestrator:Smtp:Host and Orchestrator:Smtp:From, and there is none (policies: {string.Join(", ", mails)})";
        }
    }
}
