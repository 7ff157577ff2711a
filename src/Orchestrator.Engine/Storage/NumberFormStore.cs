namespace Orchestrator.Engine.Storage;

/// <summary>All numbers that the books have, for when the reading of numbers has changed.</summary>
public static class NumberFormStore
{
    public static Task<IReadOnlyList<BookedNumber>> AllNumbersAsync(this Transaction tx) => tx.ListAsync<BookedNumber>(
        """
        select number, bool_or(is_open) as has_open_case, max(rule) as rule from (
          select number, state <> 'closed' as is_open, null as rule from callback_case
          union all select number, false, null from missed_call where number is not null
          union all select number, false, rule from number_rule where lifted_at is null) booked
        group by number order by number
        """,
        new { });
}

/// <summary>A number of the books.</summary>
public sealed class BookedNumber
{
    public required string Number { get; init; }

    public bool HasOpenCase { get; init; }

    /// <summary>A rule of people that is in force for it, or null.</summary>
    public string? Rule { get; init; }
}
