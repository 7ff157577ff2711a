namespace Orchestrator.IntegrationTests.Callbacks;

/// <summary>A case as the database has it, with its attempts and its timeline.</summary>
internal sealed record CaseView(
    Guid Id, string Number, string Policy, string State, string? Disposition, string? Reason, DateTime? NextAttemptAt, string? NextAttemptWhy, string? HeldWhy,
    IReadOnlyList<AttemptView> Attempts, IReadOnlyList<(string Kind, string Text, string? Data)> Timeline)
{
    public IEnumerable<string?> Outcomes => Attempts.Select(a => a.Outcome);

    public IEnumerable<string> Kinds => Timeline.Select(t => t.Kind);

    public override string ToString() =>
        $"{State}/{Disposition} ({Reason ?? NextAttemptWhy ?? HeldWhy})\n" + string.Join('\n', Timeline.Select(t => $"  {t.Kind}: {t.Text} {t.Data}"));
}

internal sealed record AttemptView(Guid Id, int Number, string State, string? Outcome, string? Why, string? Operator, bool UsesAttempt, string? Recording, int? Cause, int? SipCode);

internal sealed record MissedCallView(string CallId, string Reason, string? Queue, string? Did, string? CallerNumber, string? CallerName, string? Number, Guid? CaseId, string? NoCaseReason, string SeenBy);
