using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Casework;

/// <summary>What people and programs may do to a case. Each change is told in its timeline and audited in the transaction that makes it.</summary>
public sealed class CaseSteering(CaseDesk desk, CasePlanning planning)
{
    /// <summary>Longest reason of a cancel, in characters.</summary>
    public const int LongestReason = 200;

    /// <summary>Longest note, in characters.</summary>
    public const int LongestNote = 1000;

    /// <summary>How far a case can be postponed.</summary>
    public static Duration FurthestPostpone { get; } = Duration.FromDays(90);

    /// <summary>Whether a reason can stand in a timeline: some characters on one line.</summary>
    public static bool IsReason(string? text) => text is { Length: > 0 and <= LongestReason } && !text.Any(char.IsControl);

    /// <summary>Makes a waiting case due now, through every gate: hours, limits and the number guard still have their say.</summary>
    public Task<ChangeResult> CallNowAsync(Guid caseId, Actor by, CancellationToken cancel) =>
        MoveAsync(caseId, by, (tx, row) => tx.Cases.AskAsync(row), "called_now", new Reason.CallNowAsked(by.Name), "case.call_now", cancel);

    /// <summary>No attempt before <paramref name="until"/>.</summary>
    public Task<ChangeResult> PostponeAsync(Guid caseId, Instant until, Actor by, CancellationToken cancel) =>
        MoveAsync(caseId, by, (tx, row) => tx.Cases.PostponeAsync(row, until), "postponed", new Reason.PostponedTo(by.Name, until), "case.postpone", cancel);

    /// <summary>Takes the promise back: the case closes as withdrawn, at once or as soon as its running attempt has stopped.</summary>
    /// <param name="reason">In that person's words; or null.</param>
    /// <param name="evenWhileCalling">False: a case with a running attempt is left alone.</param>
    public Task<CloseResult> WithdrawAsync(Guid caseId, string? reason, Actor by, CancellationToken cancel, bool evenWhileCalling = true) => desk.ChangeAsync(
        async (tx, aftermath) =>
        {
            if (await tx.Cases.LockAsync(caseId) is not { } row)
            {
                return CloseResult.NotFound;
            }

            if (row.State == CaseState.Calling && !evenWhileCalling)
            {
                return CloseResult.Closing;
            }

            var result = await CaseDesk.CloseAsync(tx, aftermath, row, Disposition.Withdrawn, new Reason.WithdrawnBy(by.Name, reason?.TrimEnd('.')));
            if (result != CloseResult.AlreadyClosed)
            {
                await tx.Audit.AddAsync(by, "case.cancel", caseId.ToString(), new { row.State, row.NextAttemptAt }, new { result, reason });
            }

            return result;
        },
        cancel);

    /// <summary>Writes a person's words into the timeline.</summary>
    /// <returns>False: there is no such case.</returns>
    public Task<bool> NoteAsync(Guid caseId, string text, Actor by, CancellationToken cancel) => desk.ChangeAsync(
        async (tx, _) =>
        {
            if (await tx.Cases.LockAsync(caseId) is null)
            {
                return false;
            }

            await tx.Timeline.TellAsync(caseId, "note", new Reason.Noted(by.Name, text));
            await tx.Audit.AddAsync(by, "case.note", caseId.ToString(), after: new { text });
            return true;
        },
        cancel);

    private Task<ChangeResult> MoveAsync(Guid caseId, Actor by, Func<Transaction, CaseRow, Task<CaseRow>> move, string kind, Reason text, string action, CancellationToken cancel) =>
        desk.ChangeAsync(
            async (tx, aftermath) =>
            {
                var row = await tx.Cases.LockAsync(caseId);
                switch (row?.State)
                {
                    case null:
                        return ChangeResult.NotFound;
                    case CaseState.Closed:
                        return ChangeResult.Closed;
                    case CaseState.Calling:
                        return ChangeResult.Calling;
                }

                var asked = await move(tx, row);
                await tx.Timeline.TellAsync(row.Id, kind, text);
                var after = await planning.PlanAsync(tx, asked, aftermath);
                await tx.Audit.AddAsync(by, action, caseId.ToString(), new { row.State, row.NextAttemptAt }, new { after.State, after.NextAttemptAt });
                return ChangeResult.Done;
            },
            cancel);
}
