using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Core;
using Orchestrator.Core.Policies;
using Orchestrator.Storage;

namespace Orchestrator.Notify;

/// <summary>A notice in words, for mails.</summary>
/// <param name="Subject">One line, of the product's own words, digits, and plain characters of a queue's name.</param>
public sealed record NoticeText(string Subject, string Body)
{
    private const int LongestForeignText = 80;
    private const int WidthOfLabels = 14;

    private static readonly ZonedDateTimePattern TimePattern =
        ZonedDateTimePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd HH:mm:ss '('z')'", DateTimeZoneProviders.Tzdb);

    /// <param name="zone">In which the times are told: the policy's.</param>
    public static NoticeText Of(NoticePayload notice, DateTimeZone zone)
    {
        var call = notice.MissedCall ?? (notice.Case is { MissedCalls: [.., var latest] } ? latest : null);
        var number = notice.Case?.Number ?? notice.MissedCall?.Number ?? "a caller without a number";
        var attempt = notice.Case?.Attempts.FirstOrDefault(a => a.Id == notice.AttemptId);
        var body = new StringBuilder();
        body.AppendLine(Sentence(notice, attempt)).AppendLine();
        Line("Number", number);
        if (notice.MissedCall is { CallerName: { Length: > 0 } name })
        {
            Line("Caller's name", $"\"{Plain(name)}\" (as the caller sent it)");
        }

        if (call is not null)
        {
            Line("Queue", call.Queue is { } queue ? Plain(queue) : null);
            Line("Dialled", call.Did is { } did ? Plain(did) : null);
            Line("Missed", Time(call.At, zone));
            Line("Because", Spaced(call.Reason));
            Line("Waited", call.WaitedSeconds is { } waited ? string.Create(CultureInfo.InvariantCulture, $"{waited:0} s") : null);
        }

        Line("No callback", notice.MissedCall?.NoCaseReason?.ToString());
        if (notice.Case is { } c)
        {
            Line("Attempts", c.Attempts.Count == 0 ? "none yet" : string.Join(", ", c.Attempts.Select(a => Spaced(a.Outcome ?? a.State))));
            Line("Next attempt", c.NextAttemptAt is { } next ? Time(next, zone) : null);
            Line("Closed", c.Disposition is { } disposition ? $"{Spaced(disposition)}: {c.Reason}" : null);
            Line("Case", c.Id.ToString());
        }

        Line("Policy", notice.Policy);
        return new NoticeText($"{Heading(notice, attempt)}: {number}{(call?.Queue is { } q ? $" ({Plain(q)})" : "")}", body.ToString());

        void Line(string label, string? text)
        {
            if (text is not null)
            {
                body.Append((label + ":").PadRight(WidthOfLabels + 1)).AppendLine(text);
            }
        }
    }

    private static string Heading(NoticePayload notice, AttemptView? attempt) => Words.Parse<NoticeEvent>(notice.Event) switch
    {
        NoticeEvent.Missed => "Missed call",
        NoticeEvent.CaseOpened => "Callback planned",
        NoticeEvent.AttemptEnded => $"Callback attempt {attempt?.Number}, {Spaced(attempt?.Outcome ?? "ended")}",
        _ => $"Callback closed, {Spaced(notice.Case?.Disposition ?? notice.Event)}",
    };

    private static string Sentence(NoticePayload notice, AttemptView? attempt) => Words.Parse<NoticeEvent>(notice.Event) switch
    {
        NoticeEvent.Missed => "A call was missed.",
        NoticeEvent.CaseOpened => "A caller who was missed will be called back.",
        NoticeEvent.AttemptEnded => $"Attempt {attempt?.Number} to call back has ended: {Spaced(attempt?.Outcome ?? "unknown")}.",
        _ => $"A callback is closed: {Spaced(notice.Case?.Disposition ?? notice.Event)}.",
    };

    private static string Time(Instant at, DateTimeZone zone) => TimePattern.Format(at.InZone(zone));

    private static string Spaced(string word) => word.Replace('_', ' ');

    private static string Plain(string text) => ForeignText.Plain(text, LongestForeignText);
}
