using NodaTime;

namespace Orchestrator.Storage;

/// <summary>Reads missed calls for people and programs outside.</summary>
public static class MissedCallReader
{
    private const string Columns =
        $"id, pbx, uniqueid, at, reason, queue, did, waited_seconds, position, number, caller_number, caller_name, comment, case_id, {ReasonColumns.NoCase}";

    public static Task<MissedCallView?> FindMissedCallAsync(this Transaction tx, Guid id) =>
        tx.FindAsync<MissedCallView>($"select {Columns} from missed_call where id = @id", new { id });

    /// <summary>The PBX that a number called last; null when it never did.</summary>
    public static Task<string?> LastPbxAsync(this Transaction tx, string number) =>
        tx.FindAsync<string>("select pbx from missed_call where number = @number order by at desc limit 1", new { number });

    /// <summary>Newest first.</summary>
    public static async Task<Page<MissedCallView>> ListMissedCallsAsync(this Transaction tx, MissedCallFilter filter, int limit, PageKey? behind)
    {
        var conditions = filter.Conditions("").Behind("at", behind);
        conditions.Parameters.Add("limit", limit + 1);
        var rows = await tx.ListAsync<MissedCallView>(
            $"select {Columns} from missed_call {conditions.Where} order by at desc, id desc limit @limit", conditions.Parameters);
        return Page.Of(rows, limit, c => new PageKey(c.At, c.Id));
    }
}

/// <summary>Which missed calls. What is null does not matter.</summary>
/// <param name="Reason">A reason's word.</param>
/// <param name="Queue">A queue's name.</param>
/// <param name="Number">E.164.</param>
/// <param name="From">Missed then or later.</param>
/// <param name="To">Missed before.</param>
/// <param name="HasCase">With a case, or without one.</param>
public sealed record MissedCallFilter(
    string? Reason = null, string? Queue = null, string? Number = null, Instant? From = null, Instant? To = null, bool? HasCase = null)
{
    /// <param name="table">The table's alias with its point, or nothing.</param>
    internal Conditions Conditions(string table) => new Conditions()
        .And($"{table}reason = @reason", "reason", Reason)
        .And($"{table}queue = @queue", "queue", Queue)
        .And($"{table}number = @number", "number", Number)
        .And($"{table}at >= @from", "from", From)
        .And($"{table}at < @to", "to", To)
        .And($"{table}case_id is not null", HasCase == true)
        .And($"{table}case_id is null", HasCase == false);
}
