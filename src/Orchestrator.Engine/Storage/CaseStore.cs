using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>Writes to <c>callback_case</c>. Every change of state names the state that it expects; a row in another state is left alone.</summary>
public sealed class CaseStore(Transaction tx)
{
    private static readonly string Columns =
        "id, number, policy, policy_version, pbx, queue, state, disposition, " + ReasonColumns.Closed() + ", priority, ageing, numbers_version, observed, opened_at, missed_at, not_before, asked_at, "
        + "next_attempt_at, " + ReasonColumns.NextAttempt() + ", " + ReasonColumns.Held() + ", closing, " + ReasonColumns.Closing() + ", closed_at";

    /// <summary>Locks a case for the rest of the transaction; null when there is none.</summary>
    public Task<CaseRow?> LockAsync(Guid id) =>
        tx.FindAsync<CaseRow>($"select {Columns} from callback_case where id = @id for update", new { id });

    /// <summary>Locks a ready case; null when it is no longer ready, only observed, or somebody else is busy with it.</summary>
    public Task<CaseRow?> LockReadyAsync(Guid id) =>
        tx.FindAsync<CaseRow>($"select {Columns} from callback_case where id = @id and state = 'ready' and not observed for update skip locked", new { id });

    /// <summary>Locks every open case of a number whose latest missed call is not after an instant, in a fixed order.</summary>
    public Task<IReadOnlyList<CaseRow>> LockAllOpenAsync(PhoneNumber number, Instant missedUntil) =>
        tx.ListAsync<CaseRow>(
            $"select {Columns} from callback_case where number = @number and state <> 'closed' and missed_at <= @missedUntil order by id for update", new { number, missedUntil });

    /// <summary>Opens a case, or locks the open one that the number has of its kind (observed or not) under this policy.</summary>
    public async Task<(CaseRow Case, bool IsNew)> OpenOrLockAsync(CaseRow row)
    {
        while (true) // between the two statements somebody may close what kept the first from opening
        {
            var opened = await tx.FindAsync<CaseRow>(
                $"""
                insert into callback_case (id, number, policy, policy_version, pbx, queue, state, priority, observed, opened_at, missed_at, not_before, next_attempt_at, next_attempt_why)
                values (@Id, @Number, @Policy, @PolicyVersion, @Pbx, @Queue, 'waiting', @Priority, @Observed, @OpenedAt, @MissedAt, @NotBefore, @OpenedAt, 'opened')
                on conflict (number, policy, observed) where state <> 'closed' do nothing returning {Columns}
                """,
                row);
            if (opened is not null)
            {
                return (opened, true);
            }

            if (await LockOpenAsync(row.Number, row.Policy, row.Observed) is { } open)
            {
                return (open, false);
            }
        }
    }

    /// <summary>Locks the open case of a number under a policy.</summary>
    public Task<CaseRow?> LockOpenAsync(PhoneNumber number, string policy, bool observed) =>
        tx.FindAsync<CaseRow>(
            $"select {Columns} from callback_case where number = @number and policy = @policy and observed = @observed and state <> 'closed' for update", new { number, policy, observed });

    /// <summary>A new missed call joins an open case.</summary>
    /// <returns>The case as it is now.</returns>
    public async Task<CaseRow> JoinAsync(CaseRow row, Instant missedAt, string pbx, string? queue)
    {
        var joined = missedAt < row.MissedAt ? row : row with { MissedAt = missedAt, Pbx = pbx, Queue = queue ?? row.Queue }; // the latest call counts, though an earlier one be told later
        await tx.ExecuteAsync("update callback_case set missed_at = @MissedAt, pbx = @Pbx, queue = @Queue where id = @Id and state <> 'closed'", joined);
        return joined;
    }

    /// <summary>Puts a case that is not closed into <c>waiting</c> or <c>ready</c>.</summary>
    /// <returns>The case as it is now.</returns>
    /// <exception cref="LostRaceException">The case is not in the state that it was read in.</exception>
    public async Task<CaseRow> PlanAsync(CaseRow row, CaseState to, Instant at, Reason why, CaseStanding standing)
    {
        await MustChangeOneAsync(tx.ExecuteAsync(
            """
            update callback_case set state = @to, next_attempt_at = @at, next_attempt_why = @text, next_attempt_reason = @why, priority = @Priority, ageing = @Ageing,
                   policy_version = @PolicyVersion, numbers_version = @NumbersVersion, held_why = null, held_reason = null, closing = null, closing_why = null, closing_reason = null
            where id = @Id and state = @State
            """,
            new { row.Id, row.State, to, at, text = why.ToString(), why, standing.Priority, standing.Ageing, standing.PolicyVersion, standing.NumbersVersion }));
        return row with { State = to, NextAttemptAt = at, NextAttemptWhy = why, HeldWhy = null, Closing = null, ClosingWhy = null, Standing = standing };
    }

    /// <summary>Notes how a case stands whose next step stays as it is.</summary>
    /// <returns>The case as it is now.</returns>
    public async Task<CaseRow> StandAsync(CaseRow row, CaseStanding standing)
    {
        await tx.ExecuteAsync(
            "update callback_case set priority = @Priority, ageing = @Ageing, policy_version = @PolicyVersion, numbers_version = @NumbersVersion where id = @Id and state = @State",
            new { row.Id, row.State, standing.Priority, standing.Ageing, standing.PolicyVersion, standing.NumbersVersion });
        return row with { Standing = standing };
    }

    /// <summary>Closes a case. Its attempt, if any, has ended before.</summary>
    /// <returns>The case as it is now.</returns>
    /// <exception cref="LostRaceException">The case is not in the state that it was read in.</exception>
    public async Task<CaseRow> CloseAsync(CaseRow row, Disposition disposition, Reason reason, string policyVersion)
    {
        await MustChangeOneAsync(tx.ExecuteAsync(
            """
            update callback_case set state = 'closed', disposition = @disposition, reason = @text, closed_reason = @reason, closed_at = now(), policy_version = @policyVersion,
                   next_attempt_at = null, next_attempt_why = null, next_attempt_reason = null, held_why = null, held_reason = null, closing = null, closing_why = null, closing_reason = null
            where id = @Id and state = @State
            """,
            new { row.Id, row.State, disposition, text = reason.ToString(), reason, policyVersion }));
        return row with
        {
            State = CaseState.Closed,
            Disposition = disposition,
            Reason = reason,
            ClosedAt = tx.Now,
            PolicyVersion = policyVersion,
            NextAttemptAt = null,
            NextAttemptWhy = null,
            HeldWhy = null,
            Closing = null,
            ClosingWhy = null,
        };
    }

    /// <summary>Takes a ready case for an attempt.</summary>
    public Task StartCallingAsync(CaseRow row) =>
        MustChangeOneAsync(tx.ExecuteAsync(
            """
            update callback_case set state = 'calling', next_attempt_at = null, next_attempt_why = null, next_attempt_reason = null, held_why = null, held_reason = null, job_at = coalesce(job_at, now())
            where id = @Id and state = 'ready' and not observed
            """,
            new { row.Id }));

    /// <summary>Notes how a case shall close once its running attempt has ended. The first such wish stands.</summary>
    public async Task<bool> WishToCloseAsync(CaseRow row, Disposition disposition, Reason why) =>
        await tx.ExecuteAsync(
            "update callback_case set closing = @disposition, closing_why = @text, closing_reason = @why where id = @Id and state = 'calling' and closing is null",
            new { row.Id, disposition, text = why.ToString(), why }) == 1;

    /// <summary>Wishes to close that concern running attempts of an instance, whoever expressed them.</summary>
    public Task<IReadOnlyList<ClosingWish>> ClosingWishesAsync(string instance) =>
        tx.ListAsync<ClosingWish>(
            """
            select c.id as case_id, coalesce(c.closing_reason, to_jsonb(c.closing_why)) as why from callback_case c join callback_attempt a on a.case_id = c.id
            where c.closing is not null and a.state <> 'ended' and a.instance = @instance
            """,
            new { instance });

    /// <summary>No attempt before that instant.</summary>
    /// <returns>The case as it is now.</returns>
    public async Task<CaseRow> PostponeAsync(CaseRow row, Instant notBefore)
    {
        await tx.ExecuteAsync("update callback_case set not_before = @notBefore, asked_at = null where id = @Id", new { row.Id, notBefore });
        return row with { NotBefore = notBefore, AskedAt = null };
    }

    /// <summary>An attempt is wanted now.</summary>
    /// <returns>The case as it is now.</returns>
    public async Task<CaseRow> AskAsync(CaseRow row)
    {
        await tx.ExecuteAsync("update callback_case set not_before = null, asked_at = now() where id = @Id", new { row.Id });
        return row with { NotBefore = null, AskedAt = tx.Now };
    }

    /// <summary>What was asked for together with a callback; what was not said stays as it is.</summary>
    /// <returns>The case as it is now.</returns>
    public async Task<CaseRow> NoteWishAsync(CaseRow row, Instant? notBefore, string? askedOperator)
    {
        await tx.ExecuteAsync(
            "update callback_case set not_before = coalesce(@notBefore, not_before), asked_operator = coalesce(@askedOperator, asked_operator) where id = @Id",
            new { row.Id, notBefore, askedOperator });
        return row with { NotBefore = notBefore ?? row.NotBefore };
    }

    /// <summary>Notes why a ready case is held back.</summary>
    /// <returns>Whether that is news.</returns>
    public async Task<bool> HoldAsync(Guid id, Reason why) =>
        await tx.ExecuteAsync("update callback_case set held_why = @text, held_reason = @why where id = @id and state = 'ready' and held_reason is distinct from @why", new { id, text = why.ToString(), why }) == 1;

    /// <summary>Ready cases that could not go out just now, the longest due first.</summary>
    public Task<IReadOnlyList<Guid>> ListHeldAsync(int most) =>
        tx.ListAsync<Guid>("select id from callback_case where state = 'ready' and held_why is not null order by next_attempt_at limit @most", new { most });

    /// <summary>Cases that call without an attempt.</summary>
    public Task<IReadOnlyList<Guid>> ListStuckAsync(int most) =>
        tx.ListAsync<Guid>(
            "select id from callback_case c where state = 'calling' and not exists (select from callback_attempt a where a.case_id = c.id and a.state <> 'ended') limit @most", new { most });

    /// <summary>The next open cases that a change of policies concerns, in the order of their ids.</summary>
    public Task<IReadOnlyList<Guid>> PlannedOtherwiseAsync(PlannedOtherwise which, Guid behind, int limit) =>
        tx.ListAsync<Guid>(
            $"""
            select id from callback_case where state in ('waiting', 'ready') and policy = @Policy and id > @behind
              and {(which.Version is null
                  ? "next_attempt_reason ->> 'code' is distinct from @notInForce"
                  : "(policy_version <> @Version or numbers_version is distinct from @Numbers or next_attempt_reason ->> 'code' = @notInForce)")}
            order by id limit @limit
            """,
            new { which.Policy, which.Version, which.Numbers, notInForce = Reason.CodeOf<Reason.PolicyNotInForce>(), behind, limit });

    private static async Task MustChangeOneAsync(Task<int> update)
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

/// <summary>Cases of a policy that were planned by something else.</summary>
/// <param name="Version">Else than this; null when the policy is not in force.</param>
/// <param name="Numbers">Or else than this version of the numbers file.</param>
public sealed record PlannedOtherwise(string Policy, string? Version, string Numbers);
