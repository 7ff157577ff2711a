using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>Writes to <c>callback_case</c>. Every change of state names the state that it expects; a row in another state is left alone.</summary>
public static class CaseStore
{
    private static readonly string Columns =
        "id, number, policy, policy_version, pbx, queue, state, disposition, " + ReasonColumns.Closed() + ", priority, ageing, numbers_version, observed, opened_at, missed_at, not_before, asked_at, "
        + "next_attempt_at, " + ReasonColumns.NextAttempt() + ", " + ReasonColumns.Held() + ", closing, " + ReasonColumns.Closing() + ", closed_at";

    /// <summary>Locks a case for the rest of the transaction; null when there is none.</summary>
    public static Task<CaseRow?> LockCaseAsync(this Transaction tx, Guid id) =>
        tx.FindAsync<CaseRow>($"select {Columns} from callback_case where id = @id for update", new { id });

    /// <summary>Locks a ready case; null when it is no longer ready, only observed, or somebody else is busy with it.</summary>
    public static Task<CaseRow?> LockReadyCaseAsync(this Transaction tx, Guid id) =>
        tx.FindAsync<CaseRow>($"select {Columns} from callback_case where id = @id and state = 'ready' and not observed for update skip locked", new { id });

    /// <summary>Locks every open case of a number whose latest missed call is not after an instant, in a fixed order.</summary>
    public static Task<IReadOnlyList<CaseRow>> LockOpenCasesAsync(this Transaction tx, string number, Instant missedUntil) =>
        tx.ListAsync<CaseRow>(
            $"select {Columns} from callback_case where number = @number and state <> 'closed' and missed_at <= @missedUntil order by id for update", new { number, missedUntil });

    /// <summary>Opens a case in the first state that its step asks for, unless the number has an open one of its kind (observed or not) under this policy.</summary>
    /// <returns>Whether a row was inserted.</returns>
    public static async Task<bool> OpenCaseAsync(this Transaction tx, CaseRow row) =>
        await tx.ExecuteAsync(
            """
            insert into callback_case (id, number, policy, policy_version, pbx, queue, state, priority, observed, opened_at, missed_at, not_before, next_attempt_at, next_attempt_why)
            values (@Id, @Number, @Policy, @PolicyVersion, @Pbx, @Queue, 'waiting', @Priority, @Observed, @OpenedAt, @MissedAt, @NotBefore, @OpenedAt, 'opened')
            on conflict (number, policy, observed) where state <> 'closed' do nothing
            """,
            row) == 1;

    /// <summary>Locks the open case of a number under a policy.</summary>
    public static Task<CaseRow?> LockOpenCaseAsync(this Transaction tx, string number, string policy, bool observed) =>
        tx.FindAsync<CaseRow>(
            $"select {Columns} from callback_case where number = @number and policy = @policy and observed = @observed and state <> 'closed' for update", new { number, policy, observed });

    /// <summary>A new missed call joins an open case.</summary>
    public static Task JoinAsync(this Transaction tx, CaseRow row, Instant missedAt, string pbx, string? queue) =>
        tx.ExecuteAsync(
            "update callback_case set missed_at = greatest(missed_at, @missedAt), pbx = @pbx, queue = coalesce(@queue, queue) where id = @Id and state <> 'closed'",
            new { row.Id, missedAt, pbx, queue });

    /// <summary>Puts a case that is not closed into <c>waiting</c> or <c>ready</c>.</summary>
    /// <exception cref="LostRaceException">The case is not in the state that it was read in.</exception>
    public static Task PlanAsync(this Transaction tx, CaseRow row, CaseState to, Instant at, Reason why, CaseStanding standing) =>
        MustChangeOneAsync(tx.ExecuteAsync(
            """
            update callback_case set state = @state, next_attempt_at = @at, next_attempt_why = @text, next_attempt_reason = @why, priority = @Priority, ageing = @Ageing,
                   policy_version = @PolicyVersion, numbers_version = @NumbersVersion, held_why = null, held_reason = null, closing = null, closing_why = null, closing_reason = null
            where id = @Id and state = @State2
            """,
            new { row.Id, State2 = row.State, state = Words.Of(to), at, text = why.ToString(), why, standing.Priority, standing.Ageing, standing.PolicyVersion, standing.NumbersVersion }));

    /// <summary>Notes how a case stands whose next step stays as it is.</summary>
    public static Task StandAsync(this Transaction tx, CaseRow row, CaseStanding standing) =>
        tx.ExecuteAsync(
            "update callback_case set priority = @Priority, ageing = @Ageing, policy_version = @PolicyVersion, numbers_version = @NumbersVersion where id = @Id and state = @State",
            new { row.Id, row.State, standing.Priority, standing.Ageing, standing.PolicyVersion, standing.NumbersVersion });

    /// <summary>Closes a case. Its attempt, if any, has ended before.</summary>
    /// <exception cref="LostRaceException">The case is not in the state that it was read in.</exception>
    public static Task CloseCaseAsync(this Transaction tx, CaseRow row, Disposition disposition, Reason reason, string policyVersion) =>
        MustChangeOneAsync(tx.ExecuteAsync(
            """
            update callback_case set state = 'closed', disposition = @disposition, reason = @text, closed_reason = @reason, closed_at = now(), policy_version = @policyVersion,
                   next_attempt_at = null, next_attempt_why = null, next_attempt_reason = null, held_why = null, held_reason = null, closing = null, closing_why = null, closing_reason = null
            where id = @Id and state = @State
            """,
            new { row.Id, row.State, disposition = Words.Of(disposition), text = reason.ToString(), reason, policyVersion }));

    /// <summary>Takes a ready case for an attempt.</summary>
    public static Task StartCallingAsync(this Transaction tx, CaseRow row) =>
        MustChangeOneAsync(tx.ExecuteAsync(
            """
            update callback_case set state = 'calling', next_attempt_at = null, next_attempt_why = null, next_attempt_reason = null, held_why = null, held_reason = null, job_at = coalesce(job_at, now())
            where id = @Id and state = 'ready' and not observed
            """,
            new { row.Id }));

    /// <summary>Notes how a case shall close once its running attempt has ended. The first such wish stands.</summary>
    public static async Task<bool> WishToCloseAsync(this Transaction tx, CaseRow row, Disposition disposition, Reason why) =>
        await tx.ExecuteAsync(
            "update callback_case set closing = @disposition, closing_why = @text, closing_reason = @why where id = @Id and state = 'calling' and closing is null",
            new { row.Id, disposition = Words.Of(disposition), text = why.ToString(), why }) == 1;

    /// <summary>Wishes to close that concern running attempts of an instance, whoever expressed them.</summary>
    public static Task<IReadOnlyList<ClosingWish>> ClosingWishesAsync(this Transaction tx, string instance) =>
        tx.ListAsync<ClosingWish>(
            """
            select c.id as case_id, coalesce(c.closing_reason, to_jsonb(c.closing_why)) as why from callback_case c join callback_attempt a on a.case_id = c.id
            where c.closing is not null and a.state <> 'ended' and a.instance = @instance
            """,
            new { instance });

    /// <summary>No attempt before that instant.</summary>
    public static Task PostponeAsync(this Transaction tx, CaseRow row, Instant notBefore) =>
        tx.ExecuteAsync("update callback_case set not_before = @notBefore, asked_at = null where id = @Id", new { row.Id, notBefore });

    /// <summary>What was asked for together with a callback; what was not said stays as it is.</summary>
    public static Task NoteWishAsync(this Transaction tx, Guid id, Instant? notBefore, string? askedOperator) =>
        tx.ExecuteAsync(
            "update callback_case set not_before = coalesce(@notBefore, not_before), asked_operator = coalesce(@askedOperator, asked_operator) where id = @id",
            new { id, notBefore, askedOperator });

    /// <summary>An attempt is wanted now.</summary>
    public static Task AskAsync(this Transaction tx, CaseRow row) =>
        tx.ExecuteAsync("update callback_case set not_before = null, asked_at = now() where id = @Id", new { row.Id });

    /// <summary>Notes why a ready case is held back.</summary>
    /// <returns>Whether that is news.</returns>
    public static async Task<bool> HoldAsync(this Transaction tx, Guid id, Reason why) =>
        await tx.ExecuteAsync("update callback_case set held_why = @text, held_reason = @why where id = @id and state = 'ready' and held_reason is distinct from @why", new { id, text = why.ToString(), why }) == 1;

    internal static async Task MustChangeOneAsync(Task<int> update)
    {
        if (await update != 1)
        {
            throw new LostRaceException();
        }
    }
}

/// <summary>A case that shall close as soon as its attempt has stopped.</summary>
public sealed class ClosingWish
{
    public Guid CaseId { get; init; }

    public required Reason Why { get; init; }
}
