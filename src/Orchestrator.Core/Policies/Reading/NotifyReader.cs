using System.Collections.Immutable;

namespace Orchestrator.Core.Policies.Reading;

internal static class NotifyReader
{
    private const string Suggestion = "Write a list such as - { on: [exhausted], email: [head@example.com] }";
    private const string EmailSuggestion = "Write a list of addresses such as [head@example.com]";
    private const int MostRules = 50;
    private const int MostAddresses = 50;
    private static readonly string EventsSuggestion = $"Write a list of: {string.Join(", ", Words.All<NoticeEvent>())}";

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
            field.Refuse("nobody would be told: email and webhook are missing", Suggestion);
        }

        return new NoticeRule(
            [.. (fields.Require("on", EventsSuggestion)?.OneOrMore(EventsSuggestion) ?? []).Select(w => w.Word<NoticeEvent>()).OfType<NoticeEvent>().Distinct()],
            [.. (email?.OneOrMore(EmailSuggestion, MostAddresses) ?? []).Select(Address).OfType<string>().Distinct(StringComparer.Ordinal)],
            webhook is null ? null : Webhook(webhook));
    }

    private static string? Address(Field field) => field.Text(SafeText.IsEmail, "not an e-mail address", EmailSuggestion);

    private static Uri? Webhook(Field field)
    {
        const string suggestion = "Write an address such as https://crm.example.com/hooks/callbacks";
        if (field.Text(suggestion) is not { } text)
        {
            return null;
        }

        if (SafeText.IsWebhook(text) && Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return uri;
        }

        field.Refuse(
            text.Contains('@', StringComparison.Ordinal)
                ? "an address with '@': a user and a password do not belong into a policy, nor into any address"
                : "not an address of http or https",
            suggestion);
        return null;
    }
}
