using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Core.Texts;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.Notify;

/// <summary>Checks what notices need of the configuration.</summary>
public static class NotifyOptionsCheck
{
    /// <summary>What is wrong whatever the policies say.</summary>
    public static IEnumerable<SettingProblem> Problems(OrchestratorOptions options)
    {
        if (options.Webhooks.Secret.Length > 0 && WebhookSignature.Key(options.Webhooks.Secret) is null)
        {
            yield return new SettingProblem("Orchestrator:Webhooks:Secret", new Reason.WebhookSecretWrong());
        }

        var smtp = options.Smtp;
        if (smtp.Host.Length == 0)
        {
            yield break;
        }

        if (smtp.Port is < 1 or > 65535)
        {
            yield return SettingProblem.Is("Orchestrator:Smtp:Port", smtp.Port, new Reason.GiveSmtpPort());
        }

        if (MailCarrier.Address(smtp.From) is null)
        {
            yield return SettingProblem.Is("Orchestrator:Smtp:From", smtp.From, new Reason.GiveSender());
        }

        if (!Language.All.Any(l => l.Code == smtp.Language))
        {
            yield return SettingProblem.Is("Orchestrator:Smtp:Language", smtp.Language, new Reason.GiveLanguage(string.Join(", ", Language.All.Select(l => l.Code).Order(StringComparer.Ordinal))));
        }

        if (smtp.User.Length > 0 != smtp.Password.Length > 0)
        {
            yield return new SettingProblem("Orchestrator:Smtp:User", new Reason.SmtpUserAlone());
        }
    }

    /// <summary>What the policies' rules need and the configuration lacks. Their notices wait until it is there.</summary>
    public static IEnumerable<Reason> Lacking(PolicySet policies, OrchestratorOptions options)
    {
        var webhooks = policies.Policies.Where(p => p.Notify.Any(r => r.Webhook is not null)).Select(p => p.Name).ToList();
        if (webhooks.Count > 0 && options.Webhooks.Secret.Length == 0)
        {
            yield return new Reason.WebhookSecretLacks(string.Join(", ", webhooks));
        }

        var mails = policies.Policies.Where(p => p.Notify.Any(r => !r.Email.IsEmpty)).Select(p => p.Name).ToList();
        if (mails.Count > 0 && options.Smtp.Host.Length == 0)
        {
            yield return new Reason.SmtpLacks(string.Join(", ", mails));
        }
    }
}
