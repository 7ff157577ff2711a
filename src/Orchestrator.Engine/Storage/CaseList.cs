using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Lists cases: filtered, ordered, and paged by the last row's key, over any number of rows.</summary>
public static class CaseList
{
    public static async Task<Page<ListedCase>> ListCasesAsync(this Transaction tx, CaseFilter filter, int limit, PageKey? behind)
    {
        var byNext = filter.Order == CaseOrder.Next;
        var (key, direction) = byNext ? ("c.next_attempt_at", "asc") : ("c.opened_at", "desc");
        var conditions = new Conditions()
            .And("c.state = @state", "state", filter.State)
            .And("c.disposition = @disposition", "disposition", filter.Disposition)
            .And("c.policy = @policy", "policy", filter.Policy)
            .And("c.queue = @queue", "queue", filter.Queue)
            .And("c.number = @number", "number", filter.Number)
            .And("c.opened_at >= @from", "from", filter.From)
            .And("c.opened_at < @to", "to", filter.To)
            .And("c.next_attempt_at is not null", byNext)
            .Behind(key, behind, "c.id", isAscending: byNext);
        conditions.Parameters.Add("limit", limit + 1);
        var rows = await tx.ListAsync<ListedCase>(
            $"""
            select {CaseReader.Columns}, c.queue, (select count(*)::int from callback_attempt a where a.case_id = c.id) as attempts
            from callback_case c {conditions.Where} order by {key} {direction}, c.id {direction} limit @limit
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
/// <param name="State">A state's word.</param>
/// <param name="Disposition">A disposition's word.</param>
/// <param name="Number">E.164.</param>
/// <param name="From">Opened then or later.</param>
/// <param name="To">Opened before.</param>
/// <param name="Order">What comes first.</param>
public sealed record CaseFilter(
    string? State = null, string? Disposition = null, string? Policy = null, string? Queue = null, string? Number = null,
    Instant? From = null, Instant? To = null, CaseOrder Order = CaseOrder.Opened);
