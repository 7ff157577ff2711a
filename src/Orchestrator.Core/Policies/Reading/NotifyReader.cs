using System.Collections.Immutable;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Reading;

internal static class NotifyReader
{
    private const int MostRules = 50;
    private const int MostAddresses = 50;

    private static readonly Reason Suggestion = new Reason.WriteNotices();
    private static readonly Reason EmailSuggestion = new Reason.WriteEmailAddresses();
    private static readonly Reason EventsSuggestion = new Reason.WriteListOf(string.Join(", ", Words.All<NoticeEvent>()));

    public static ImmutableArray<NoticeRule> Read(Field field) =>
        [.. (field.Items(Suggestion, MostRules) ?? []).Select(Rule).OfType<NoticeRule>()];

    private static NoticeRule? Rule(Field field)
    {
        if (field.Fields("on", "email", "webhook") is not { } fields)
        {
            return null;
        }

        var email = fields.Find("email");
        var webhook = fields.Find("webhook");
        if (email is null && webhook is null)
        {
            field.Refuse(new Reason.NobodyTold(), Suggestion);
        }

        return new NoticeRule(
            [.. (fields.Require("on", EventsSuggestion)?.OneOrMore(EventsSuggestion) ?? []).Select(w => w.Word<NoticeEvent>()).OfType<NoticeEvent>().Distinct()],
            [.. (email?.OneOrMore(EmailSuggestion, MostAddresses) ?? []).Select(Address).OfType<string>().Distinct(StringComparer.Ordinal)],
            webhook is null ? null : Webhook(webhook));
    }

    private static string? Address(Field field) => field.Text(SafeText.IsEmail, new Reason.NotAnEmailAddress(), EmailSuggestion);

    private static Uri? Webhook(Field field)
    {
        var suggestion = new Reason.WriteWebAddress();
        if (field.Text(suggestion) is not { } text)
        {
            return null;
        }

        if (SafeText.IsWebhook(text) && Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return uri;
        }

        field.Refuse(text.Contains('@', StringComparison.Ordinal) ? new Reason.AddressWithPassword() : new Reason.NotAWebAddress(), suggestion);
        return null;
    }
}
