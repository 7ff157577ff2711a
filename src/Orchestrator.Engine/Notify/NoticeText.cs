using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Notify;

/// <summary>A notice in words, for mails.</summary>
/// <param name="Subject">One line, of the product's own words, digits, and plain characters of a queue's name.</param>
/// <param name="Body">Lines of text.</param>
public sealed record NoticeText(string Subject, string Body)
{
    private const int LongestForeignText = 80;
    private const int WidthOfLabels = 14;

    /// <param name="notice">What happened.</param>
    /// <param name="zone">In which the times are told: the policy's.</param>
    /// <param name="say">The language.</param>
    public static NoticeText Of(NoticePayload notice, DateTimeZone zone, Language say)
    {
        var call = notice.MissedCall ?? (notice.Case is { MissedCalls: [.., var latest] } ? latest : null);
        var number = notice.Case?.Number ?? notice.MissedCall?.Number ?? say.Text("mail.no_number");
        var attempt = notice.Case?.Attempts.FirstOrDefault(a => a.Id == notice.AttemptId);
        var (heading, sentence) = What(notice, attempt, say);
        var body = new StringBuilder();
        body.AppendLine(sentence).AppendLine();
        Line("number", number);
        if (notice.MissedCall is { CallerName: { Length: > 0 } name })
        {
            Line("caller_name", say.Text("mail.as_sent", ("name", Plain(name))));
        }

        if (call is not null)
        {
            Line("queue", call.Queue is { } queue ? Plain(queue) : null);
            Line("dialled", call.Did is { } did ? Plain(did) : null);
            Line("missed_at", say.Stamp(call.At.InZone(zone)));
            Line("because", say.Word(call.Reason));
            Line("waited", call.WaitedSeconds is { } waited ? say.Text("mail.seconds", ("n", waited.ToString("0", CultureInfo.InvariantCulture))) : null);
        }

        Line("no_callback", notice.MissedCall?.NoCaseReason is { } why ? say.Say(why, zone) : null);
        if (notice.Case is { } c)
        {
            Line("attempts", c.Attempts.Count == 0 ? say.Text("mail.none_yet") : string.Join(", ", c.Attempts.Select(a => Stands(a, say))));
            Line("next_attempt", c.NextAttemptAt is { } next ? say.Stamp(next.InZone(zone)) : null);
            Line("closed_at", c.Disposition is { } disposition
                ? say.Text("mail.closed_why", ("disposition", disposition), ("why", c.Reason is { } r ? say.Say(r, zone) : null))
                : null);
            Line("case", c.Id.ToString());
        }

        Line("policy", notice.Policy);
        return new NoticeText(say.Text("mail.subject", ("heading", heading), ("number", number), ("queue", call?.Queue is { } q ? Plain(q) : null)), body.ToString());

        void Line(string label, string? text)
        {
            if (text is not null)
            {
                body.Append((say.Text("mail." + label) + ":").PadRight(WidthOfLabels + 1)).AppendLine(text);
            }
        }
    }

    private static (string Heading, string Sentence) What(NoticePayload notice, AttemptView? attempt, Language say)
    {
        switch (notice.Event)
        {
            case NoticeEvent.Missed:
                return (say.Text("mail.missed"), say.Text("mail.missed_sentence"));
            case NoticeEvent.CaseOpened:
                return (say.Text("mail.case_opened"), say.Text("mail.case_opened_sentence"));
            case NoticeEvent.BudgetUsedUp:
                return (say.Text("mail.budget_used_up"), say.Text("mail.budget_used_up_sentence"));
            case NoticeEvent.AttemptEnded:
                var (number, outcome) = (attempt?.Number ?? 0, attempt is null ? say.Word(AttemptState.Ended) : Stands(attempt, say));
                return (say.Text("mail.attempt_ended", ("attempt", number), ("outcome", outcome)), say.Text("mail.attempt_ended_sentence", ("attempt", number), ("outcome", outcome)));
            default:
                var disposition = notice.Case?.Disposition ?? Words.Find<Disposition>(Words.Of(notice.Event));
                return (say.Text("mail.closed", ("disposition", disposition)), say.Text("mail.closed_sentence", ("disposition", disposition)));
        }
    }

    private static string Stands(AttemptView attempt, Language say) =>
        attempt.Outcome is { } outcome ? say.Word(outcome) : say.Word(attempt.State);

    private static string Plain(string text) => ForeignText.Plain(text, LongestForeignText);
}
