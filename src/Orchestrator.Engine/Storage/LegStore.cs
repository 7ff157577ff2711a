using NodaTime;
using Orchestrator.Core.Attempts;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads and writes <c>callback_leg</c>.</summary>
public sealed class LegStore(Transaction tx)
{
    public Task InsertOperatorAsync(LegRow leg) =>
        tx.ExecuteAsync("insert into callback_leg (channel_id, attempt_id, role, pbx, endpoint) values (@ChannelId, @AttemptId, @Role, @Pbx, @Endpoint)", leg);

    public Task MarkOperatorsDialledAsync(Guid attemptId) =>
        tx.ExecuteAsync("update callback_leg set dialled_at = now() where attempt_id = @attemptId and role = 'operator' and dialled_at is null", new { attemptId });

    public Task InsertCustomerAsync(LegRow leg) =>
        tx.ExecuteAsync(
            "insert into callback_leg (channel_id, attempt_id, role, pbx, endpoint, dialled_at) values (@ChannelId, @AttemptId, @Role, @Pbx, @Endpoint, now())", leg);

    /// <returns>How many legs that is news of: 1 or 0.</returns>
    public Task<int> MarkAnsweredAsync(string channelId) =>
        tx.ExecuteAsync("update callback_leg set answered_at = now() where channel_id = @channelId and answered_at is null", new { channelId });

    public Task MarkEndedAsync(string channelId, int? cause, int? sipCode) =>
        tx.ExecuteAsync(
            "update callback_leg set ended_at = now(), cause = coalesce(@cause, cause), sip_code = coalesce(@sipCode, sip_code) where channel_id = @channelId and ended_at is null",
            new { channelId, cause, sipCode });

    public Task<IReadOnlyList<LegRow>> OfAsync(Guid attemptId) =>
        tx.ListAsync<LegRow>(
            "select channel_id, attempt_id, role, pbx, endpoint, dialled_at, answered_at, ended_at, cause, sip_code from callback_leg where attempt_id = @attemptId order by role, channel_id",
            new { attemptId });

    /// <summary>What operators have done for us lately: of the last day, for a talk lasts three hours at most, a wrap-up one.</summary>
    public Task<IReadOnlyList<OperatorRest>> OperatorRestsAsync() =>
        tx.ListAsync<OperatorRest>(
            """
            select l.pbx, l.endpoint, max(l.dialled_at) as last_rung,
                   max(a.ended_at) filter (where a.outcome = 'connected' and l.answered_at is not null) as last_talk,
                   max(a.ended_at) filter (where a.outcome in ('operator_no_answer', 'operator_refused')) as last_miss
            from callback_leg l join callback_attempt a on a.id = l.attempt_id
            where l.role = 'operator' and l.dialled_at is not null and a.started_at > now() - interval '1 day'
            group by l.pbx, l.endpoint
            """);
}

/// <summary>When an operator was last busy with callbacks, by whichever instance.</summary>
public sealed class OperatorRest
{
    public required string Pbx { get; init; }

    public required string Endpoint { get; init; }

    public Instant LastRung { get; init; }

    /// <summary>The end of their last talk.</summary>
    public Instant? LastTalk { get; init; }

    /// <summary>The end of the last attempt that rang them in vain, or that they declined.</summary>
    public Instant? LastMiss { get; init; }
}
