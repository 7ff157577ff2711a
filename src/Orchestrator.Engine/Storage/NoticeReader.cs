using NodaTime;
using Orchestrator.Core.Policies;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads notices for people and programs outside.</summary>
public sealed class NoticeReader(Transaction tx)
{
    // A webhook's whole address may be a secret in itself; its host tells enough.
    private const string Columns =
        """
        id, at, event, policy, case_id, missed_call_id, channel, case channel when 'email' then target else split_part(lane, ' ', 2) end as receiver,
        state, tries, next_try_at, give_up_at, last_error, delivered_at
        """;

    /// <summary>Newest first.</summary>
    /// <param name="state">Only those in this state; null: all.</param>
    /// <param name="limit">Most rows.</param>
    /// <param name="behind">Where the page before ended.</param>
    public async Task<Page<NoticeView>> ListAsync(NoticeState? state, int limit, PageKey? behind)
    {
        var conditions = new Conditions().And("state = @state", "state", state).Behind("at", behind).With("limit", limit + 1);
        var rows = await tx.ListAsync<NoticeView>($"select {Columns} from notice {conditions.Where} order by at desc, id desc limit @limit", conditions);
        return Page.Of(rows, limit, n => new PageKey(n.At, n.Id));
    }

    /// <summary>How many were given up and are still there.</summary>
    public Task<int> CountDeadAsync() => tx.GetAsync<int>("select count(*)::int from notice where state = 'dead'");
}

/// <summary>A notice as outsiders read it.</summary>
public sealed class NoticeView
{
    public Guid Id { get; init; }

    public Instant At { get; init; }

    public NoticeEvent Event { get; init; }

    public required string Policy { get; init; }

    public Guid? CaseId { get; init; }

    public Guid? MissedCallId { get; init; }

    public NoticeChannel Channel { get; init; }

    /// <summary>The mail address, or the webhook's host.</summary>
    public required string Receiver { get; init; }

    public NoticeState State { get; init; }

    public int Tries { get; init; }

    /// <summary>Null unless it is pending.</summary>
    public Instant? NextTryAt { get; init; }

    public Instant GiveUpAt { get; init; }

    public string? LastError { get; init; }

    public Instant? DeliveredAt { get; init; }
}

/// <summary>How far a notice is.</summary>
public enum NoticeState
{
    Pending,
    Delivered,

    /// <summary>Given up.</summary>
    Dead,
}
