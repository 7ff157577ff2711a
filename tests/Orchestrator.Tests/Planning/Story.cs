using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Tests.Policies;

namespace Orchestrator.Tests.Planning;

/// <summary>
/// A case told in the policy's local time (Europe/Moscow): opened by a missed call, then its attempts, each ending 20 s after it began.
/// 2026-11-23 is a Monday; a time of day alone means that day.
/// </summary>
internal sealed class Story
{
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm:ss");

    public Story(string missed, string policy)
    {
        Policy = PolicyText.With(policy);
        History = new CaseHistory(At(missed), At(missed), [], null, []);
    }

    public Policy Policy { get; }

    public CaseHistory History { get; private set; }

    public Instant At(string text)
    {
        var full = text.Length <= 8 ? $"2026-11-23 {text}" : text;
        return WallClock.InstantOf(Pattern.Parse(full.Length == 16 ? full + ":00" : full).Value, Policy.Zone);
    }

    public Story Then(string at, Outcome outcome, int? cause = null, int? sip = null)
    {
        var start = At(at);
        Instant? dialled = outcome.IsCustomerSide() ? start : null;
        History = History with
        {
            Attempts = History.Attempts.Add(PastAttempt.Under(Policy, start, dialled, start + Duration.FromSeconds(20), outcome, cause, sip)),
            DialsOfNumber = dialled is null ? History.DialsOfNumber : History.DialsOfNumber.Add(start),
        };
        return this;
    }

    public Story With(Func<CaseHistory, CaseHistory> change)
    {
        History = change(History);
        return this;
    }

    /// <summary>The next step seen right after the last attempt, or at a given time: kind, local time or disposition, and the reason.</summary>
    public string Next(string? now = null)
    {
        var at = now is not null ? At(now) : History.Attempts.IsEmpty ? History.MissedAt : History.Attempts[^1].EndedAt;
        return Planner.Next(Policy, History, at) switch
        {
            NextStep.AttemptAt step => $"{Local(step.At)}: {step.Why}",
            NextStep.Defer step => $"defer {Local(step.Until)}: {step.Why}",
            NextStep.Close step => $"{Orchestrator.Core.Words.Of(step.Disposition)}: {step.Why}",
            _ => throw new InvalidOperationException(),
        };
    }

    private string Local(Instant at) => Pattern.Format(at.InZone(Policy.Zone).LocalDateTime);
}
