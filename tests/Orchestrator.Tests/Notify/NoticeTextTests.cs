using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Core.Texts;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Storage;
using Xunit;

namespace Orchestrator.Tests.Notify;

public sealed class NoticeTextTests
{
    private static readonly DateTimeZone Moscow = DateTimeZoneProviders.Tzdb["Europe/Moscow"];
    private static readonly Instant At = Instant.FromUtc(2026, 11, 21, 6, 30, 1);
    private static readonly Guid Attempt = Guid.CreateVersion7();

    private static readonly CaseDetails Case = new()
    {
        Number = "+79161234567",
        Policy = "sales",
        PolicyVersion = "v1",
        State = CaseState.Waiting,
        OpenedAt = At,
        NextAttemptAt = At + Duration.FromMinutes(2),
        MissedCalls = [new MissedCallOfCase { Pbx = "pbx1", Uniqueid = "1.2", At = At, Reason = MissReason.TimedOut, Queue = "sales", Did = "+74951234567", WaitedSeconds = 41.6 }],
        Attempts = [new AttemptView { Id = Attempt, Number = 1, State = AttemptState.Ended, Outcome = Outcome.NoAnswer, StartedAt = At }],
    };

    [Fact]
    public void Of_EndedAttempt_TellsWhatHappenedAndWhenNextInThePolicysZone()
    {
        var text = NoticeText.Of(new NoticePayload(Guid.Empty, NoticeEvent.AttemptEnded, At, "sales", Attempt, null, Case), Moscow, Language.English);

        Assert.Equal("Callback attempt 1, no answer: +79161234567 (sales)", text.Subject);
        Assert.Equal(
            """
            Attempt 1 to call back has ended: no answer.

            Number:        +79161234567
            Queue:         sales
            Dialled:       +74951234567
            Missed:        Sat 2026-11-21 09:30:01 (Europe/Moscow)
            Because:       timed out
            Waited:        42 s
            Attempts:      no answer
            Next attempt:  Sat 2026-11-21 09:32:01 (Europe/Moscow)
            Case:          00000000-0000-0000-0000-000000000000
            Policy:        sales

            """,
            text.Body);
    }

    [Fact]
    public void Of_AnonymousCallWithoutACase_SaysWhyNobodyIsCalledBack()
    {
        var call = new MissedCallView { Pbx = "pbx1", Uniqueid = "1.2", At = At, Reason = MissReason.Abandoned, NoCaseReason = new Reason.NumberWithheld() };

        var text = NoticeText.Of(new NoticePayload(Guid.Empty, NoticeEvent.Missed, At, "sales", null, call, null), Moscow, Language.English);

        Assert.Equal("Missed call: a caller without a number", text.Subject);
        Assert.Contains("No callback:   the caller showed no number", text.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Queue", text.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ClosedCase_InRussian_SaysAllInRussian()
    {
        var closed = new CaseDetails
        {
            Number = "+79161234567",
            Policy = "sales",
            PolicyVersion = "v1",
            State = CaseState.Closed,
            Disposition = Disposition.Exhausted,
            Reason = new Reason.NoneAnswered(2),
            OpenedAt = At,
            ClosedAt = At,
            Attempts = [new AttemptView { Id = Attempt, Number = 1, State = AttemptState.Ended, Outcome = Outcome.NoAnswer, StartedAt = At }],
        };
        var stored = NoticePayload.Read(new NoticePayload(Guid.Empty, NoticeEvent.Exhausted, At, "sales", null, null, closed).Write(NoticeChannel.Email));

        var text = NoticeText.Of(stored, Moscow, Language.Of("ru"));

        Assert.Equal("Обращение закрыто: попытки исчерпаны, +79161234567", text.Subject);
        Assert.Contains("Закрыто:       попытки исчерпаны: 2 попытки, дозвониться не удалось", text.Body, StringComparison.Ordinal);
        Assert.DoesNotMatch("[A-Za-z]{3,}", text.Body.Replace("sales", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_EveryEvent_HasASubjectOfOneLine() => Assert.All(Enum.GetValues<NoticeEvent>(), word =>
    {
        var text = NoticeText.Of(new NoticePayload(Guid.Empty, word, At, "sales", Attempt, null, Case), Moscow, Language.English);

        Assert.DoesNotContain(text.Subject, char.IsControl);
        Assert.DoesNotContain('_', text.Subject);
    });

    [Fact]
    public void Of_EndlessQueueName_IsCut()
    {
        var call = new MissedCallView { Pbx = "pbx1", Uniqueid = "1.2", At = At, Reason = MissReason.Abandoned, Queue = string.Concat(Enumerable.Repeat("😀", 500)) };

        var text = NoticeText.Of(new NoticePayload(Guid.Empty, NoticeEvent.Missed, At, "sales", null, call, null), Moscow, Language.English);

        Assert.EndsWith($"({string.Concat(Enumerable.Repeat("😀", 80))})", text.Subject, StringComparison.Ordinal);
    }
}
