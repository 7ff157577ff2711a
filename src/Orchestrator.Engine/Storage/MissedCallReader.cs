using NodaTime;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads missed calls for people and programs outside.</summary>
public sealed class MissedCallReader(Transaction tx)
{
    private const string Columns =
        "m.id, m.pbx, m.uniqueid, m.at, m.reason, m.queue, m.did, m.waited_seconds, m.position, m.number, m.caller_number, m.caller_name, m.comment, m.case_id, "
        + "coalesce(m.no_case_why, to_jsonb(m.no_case_reason)) as no_case_reason";

    public Task<MissedCallView?> FindAsync(Guid id) =>
        tx.FindAsync<MissedCallView>($"select {Columns} from missed_call m where m.id = @id", new { id });

    /// <summary>The PBX that a number called last; null when it never did.</summary>
    public Task<string?> LastPbxAsync(PhoneNumber number) =>
        tx.FindAsync<string>("select pbx from missed_call where number = @number order by at desc limit 1", new { number });

    /// <summary>Newest first, each with what became of its case.</summary>
    public async Task<Page<ListedMissedCall>> ListAsync(MissedCallFilter filter, int limit, PageKey? behind)
    {
        var conditions = new Conditions()
            .And("m.reason = @reason", "reason", filter.Reason)
            .And("m.queue = @queue", "queue", filter.Queue)
            .And("m.number = @number", "number", filter.Number)
            .And("m.at >= @from", "from", filter.From)
            .And("m.at < @to", "to", filter.To)
            .And("m.case_id is not null", filter.HasCase == true)
            .And("m.case_id is null", filter.HasCase == false)
            .Behind("m.at", behind, "m.id")
            .With("limit", limit + 1);
        var rows = await tx.ListAsync<ListedMissedCall>(
            $"""
            select {Columns}, c.policy, c.state, c.disposition, coalesce(c.closed_reason, to_jsonb(c.reason)) as case_reason, c.closed_at, c.next_attempt_at
            from missed_call m left join callback_case c on c.id = m.case_id {conditions.Where} order by m.at desc, m.id desc limit @limit
            """,
            conditions);
        return Page.Of(rows, limit, m => new PageKey(m.At, m.Id));
    }
}

/// <summary>Which missed calls. What is null does not matter.</summary>
/// <param name="Number">As it is asked for: what is no E.164 number is found nowhere.</param>
/// <param name="From">Missed then or later.</param>
/// <param name="To">Missed before.</param>
/// <param name="HasCase">With a case, or without one.</param>
public sealed record MissedCallFilter(
    MissReason? Reason = null, string? Queue = null, string? Number = null, Instant? From = null, Instant? To = null, bool? HasCase = null);
