using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads all that is known of one number.</summary>
public static class NumberIds
{
    /// <summary>The number that a case, a missed call or a rule is about: their ids name it without showing it.</summary>
    public static Task<string?> NumberOfAsync(this Transaction tx, Guid id) =>
        tx.FindAsync<string>(
            """
            select number from (
              select number from callback_case where id = @id
              union all select number from missed_call where id = @id and number is not null
              union all select number from number_rule where id = @id) n limit 1
            """,
            new { id });

    /// <summary>An id by which the number can be named; null when it was never seen.</summary>
    public static Task<Guid?> IdOfNumberAsync(this Transaction tx, string number) =>
        tx.FindAsync<Guid?>(
            """
            select coalesce(
              (select id from callback_case where number = @number order by opened_at desc limit 1),
              (select id from missed_call where number = @number order by at desc limit 1),
              (select id from number_rule where number = @number order by set_at desc limit 1))
            """,
            new { number });

    /// <summary>When the number was dialled in the last 24 hours, oldest first.</summary>
    public static Task<IReadOnlyList<Instant>> DialsOfNumberAsync(this Transaction tx, string number) =>
        tx.ListAsync<Instant>(
            "select customer_dialled_at from callback_attempt where customer_number = @number and customer_dialled_at > now() - interval '24 hours' order by 1", new { number });

    /// <summary>Who talked with the number last, on each PBX; the latest first.</summary>
    public static Task<IReadOnlyList<ContactRow>> ContactsAsync(this Transaction tx, string number) =>
        tx.ListAsync<ContactRow>("select pbx, operator, at, kind from contact where number = @number order by at desc", new { number });
}

/// <summary>A row of <c>contact</c>.</summary>
public sealed class ContactRow
{
    public required string Pbx { get; init; }

    public required string Operator { get; init; }

    public Instant At { get; init; }

    /// <summary><c>queue_call</c> or <c>callback</c>.</summary>
    public required string Kind { get; init; }
}
