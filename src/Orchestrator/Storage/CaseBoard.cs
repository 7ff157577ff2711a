using NodaTime;

namespace Orchestrator.Storage;

/// <summary>Lists cases for the console: filtered, ordered, and paged by the last row's key, over any number of rows.</summary>
public static class CaseBoard
{
    public static async Task<Page<CaseBoardRow>> ListCaseBoardAsync(this Transaction tx, CaseBoardFilter filter, int limit, PageKey? behind)
    {
        var byNext = filter.Order == CaseOrder.Next;
        var conditions = new Conditions()
            .And("c.state = @state", "state", filter.State)
            .And("c.disposition = @disposition", "disposition", filter.Disposition)
            .And("c.policy = @policy", "policy", filter.Policy)
            .And("c.queue = @queue", "queue", filter.Queue)
            .And("c.number = @number", "number", filter.Number)
            .And("c.opened_at >= @from", "from", filter.From)
            .And("c.opened_at < @to", "to", filter.To)
            .And("(c.next_attempt_at is not null) = @byNext", "byNext", byNext ? true : null);
        conditions.Parameters.Add("limit", limit + 1);
        conditions.Parameters.Add("behindAt", behind?.At);
        conditions.Parameters.Add("behindId", behind?.Id);
        var key = byNext ? "c.next_attempt_at" : "c.opened_at";
        var (compare, direction) = byNext ? (">", "asc") : ("<", "desc");
        var where = conditions.Where + (behind is null ? "" : (conditions.Where.Length == 0 ? "where " : " and ") + $"({key}, c.id) {compare} (@behindAt, @behindId)");
        var rows = await tx.ListAsync<CaseBoardRow>(
            $"""
            select c.id, c.number, c.policy, c.policy_version, c.queue, c.state, c.disposition, {ReasonColumns.Closed}, c.opened_at, c.closed_at, c.next_attempt_at, {ReasonColumns.NextAttempt},
                   {ReasonColumns.Held}, {ReasonColumns.Closing}, (select count(*)::int from callback_attempt a where a.case_id = c.id) as attempts
            from callback_case c {where} order by {key} {direction}, c.id {direction} limit @limit
            """,
            conditions.Parameters);
        return Page.Of(rows, limit, c => new PageKey(byNext ? c.NextAttemptAt!.Value : c.OpenedAt, c.Id));
    }
}

public enum CaseOrder
{
    /// <summary>Newest first.</summary>
    Opened,

    /// <summary>Open cases, the next step first.</summary>
    Next,
}

/// <summary>Which cases, in which order. What is null does not matter.</summary>
public sealed record CaseBoardFilter(
    string? State = null, string? Disposition = null, string? Policy = null, string? Queue = null, string? Number = null,
    Instant? From = null, Instant? To = null, CaseOrder Order = CaseOrder.Opened);

/// <summary>A case as the list shows it.</summary>
public sealed class CaseBoardRow : CaseSummary
{
    public string? Queue { get; init; }

    public int Attempts { get; init; }
}
