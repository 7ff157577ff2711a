using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>
/// Writes to <c>callback_attempt</c>. Every write after the claim carries the fence of the one who claimed or adopted;
/// no row changed means that somebody else has the attempt now.
/// </summary>
public sealed class AttemptStore(Transaction tx)
{
    /// <summary>How long a claim lasts without being renewed. An instance renews every third of it.</summary>
    public static readonly Duration Lease = Duration.FromSeconds(15);

    private const string Columns =
        "id, case_id, number, state, policy, policy_version, pbx, customer_number, operator, instance, fence, started_at, customer_dialled_at, talk_started_at";

    /// <summary>Inserts the attempt with its operator legs: channel ids are known before anything is asked of the PBX.</summary>
    public async Task ClaimAsync(AttemptRow row, IEnumerable<LegRow> operatorLegs)
    {
        await tx.ExecuteAsync(
            """
            insert into callback_attempt (id, case_id, number, state, policy, policy_version, pbx, customer_number, operator, instance, fence, lease_until, started_at)
            values (@Id, @CaseId, @Number, 'claimed', @Policy, @PolicyVersion, @Pbx, @CustomerNumber, @Operator, @Instance, @Fence,
                    now() + make_interval(secs => @lease), now())
            """,
            new { row.Id, row.CaseId, row.Number, row.Policy, row.PolicyVersion, row.Pbx, row.CustomerNumber, row.Operator, row.Instance, row.Fence, lease = Lease.TotalSeconds });
        foreach (var leg in operatorLegs)
        {
            await tx.Legs.InsertOperatorAsync(leg);
        }
    }

    public Task<int> NextNumberAsync(Guid caseId) =>
        tx.GetAsync<int>("select coalesce(max(number), 0) + 1 from callback_attempt where case_id = @caseId", new { caseId });

    /// <summary>Moves an attempt on, from exactly the state before, and renews its lease.</summary>
    /// <returns>False when that was done before: an answer of the database got lost, and the write is tried again.</returns>
    /// <exception cref="LostRaceException">The attempt is in another state or under another fence.</exception>
    public async Task<bool> AdvanceAsync(Guid id, long fence, AttemptState from, AttemptState to, string? operatorEndpoint)
    {
        var parameters = new { id, fence, from, to, operatorEndpoint, lease = Lease.TotalSeconds };
        var changed = await tx.ExecuteAsync(
            """
            update callback_attempt set state = @to, operator = coalesce(@operatorEndpoint, operator), lease_until = now() + make_interval(secs => @lease),
                   customer_dialled_at = case when @to = 'customer_ringing' then now() else customer_dialled_at end,
                   talk_started_at = case when @to = 'talking' then now() else talk_started_at end
            where id = @id and fence = @fence and state = @from
            """,
            parameters);
        if (changed == 0 && !await tx.GetAsync<bool>("select exists (select from callback_attempt where id = @id and fence = @fence and state = @to)", parameters))
        {
            throw new LostRaceException();
        }

        return changed == 1;
    }

    /// <summary>Notes the recording's name.</summary>
    /// <returns>Whether that is news.</returns>
    public async Task<bool> MarkRecordingAsync(Guid id, string recording) =>
        await tx.ExecuteAsync("update callback_attempt set recording = @recording where id = @id and recording is null", new { id, recording }) > 0;

    /// <summary>Ends the attempt and whatever legs are still open in the books.</summary>
    /// <param name="uses">Whether it uses one of the policy's attempts, by whether the customer was dialled.</param>
    /// <returns>Whether it does; null when it was ended before: an answer of the database got lost, and the write is tried again.</returns>
    /// <exception cref="LostRaceException">It has another end, or is under another fence.</exception>
    public async Task<bool?> EndAsync(Guid id, long fence, Outcome outcome, Reason why, Func<bool, bool> uses)
    {
        var parameters = new { id, fence, outcome, text = why.ToString(), why, dialled = uses(true), undialled = uses(false) };
        var usesAttempt = await tx.FindAsync<bool?>(
            """
            update callback_attempt set state = 'ended', outcome = @outcome, why = @text, reason = @why, ended_at = now(),
                   uses_attempt = case when customer_dialled_at is null then @undialled else @dialled end
            where id = @id and fence = @fence and state <> 'ended' returning uses_attempt
            """,
            parameters);
        if (usesAttempt is null)
        {
            return await tx.GetAsync<bool>("select exists (select from callback_attempt where id = @id and fence = @fence and outcome = @outcome)", parameters)
                ? null
                : throw new LostRaceException();
        }

        await tx.ExecuteAsync("update callback_leg set ended_at = now() where attempt_id = @id and ended_at is null", new { id });
        return usesAttempt;
    }

    /// <summary>The attempt that a case is busy with.</summary>
    public Task<AttemptRow?> FindActiveAsync(Guid caseId) =>
        tx.FindAsync<AttemptRow>($"select {Columns} from callback_attempt where case_id = @caseId and state <> 'ended'", new { caseId });

    /// <summary>Renews the leases of the attempts that run in this process; one that was claimed and never came to run keeps none.</summary>
    public Task RenewLeasesAsync(string instance, Guid[] running) =>
        tx.ExecuteAsync(
            "update callback_attempt set lease_until = now() + make_interval(secs => @lease) where id = any(@running) and instance = @instance and state <> 'ended'",
            new { instance, running, lease = Lease.TotalSeconds });

    /// <summary>
    /// Takes over the running attempts of an earlier life of this instance, under a new fence, so that a process of the same name that is still alive can write no more.
    /// </summary>
    public Task<IReadOnlyList<AttemptRow>> AdoptAsync(string instance, Guid[] running) =>
        tx.ListAsync<AttemptRow>(
            $"""
            update callback_attempt set fence = fence + 1, lease_until = now() + make_interval(secs => @lease)
            where instance = @instance and state <> 'ended' and id <> all(@running) returning {Columns}
            """,
            new { instance, running, lease = Lease.TotalSeconds });

    /// <summary>Takes over attempts whose lease has run out: of other instances, and of this one where they do not run.</summary>
    public Task<IReadOnlyList<AttemptRow>> AdoptExpiredAsync(string instance, Guid[] running) =>
        tx.ListAsync<AttemptRow>(
            $"""
            update callback_attempt set instance = @instance, fence = fence + 1, lease_until = now() + make_interval(secs => @lease)
            where id in (select id from callback_attempt where state <> 'ended' and id <> all(@running) and lease_until < now() for update skip locked)
            returning {Columns}
            """,
            new { instance, running, lease = Lease.TotalSeconds });

    /// <summary>Which of these attempts are over, so that nothing of theirs may live on a PBX. Those of other instances get a moment to say farewell.</summary>
    public Task<IReadOnlyList<Guid>> EndedAsync(Guid[] attempts, string instance) =>
        tx.ListAsync<Guid>(
            "select id from callback_attempt where id = any(@attempts) and state = 'ended' and (instance = @instance or ended_at < now() - interval '15 seconds')",
            new { attempts, instance });
}
