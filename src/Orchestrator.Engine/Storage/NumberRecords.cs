using NodaTime;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads all that is known of one number.</summary>
public sealed class NumberRecords(Transaction tx)
{
    /// <summary>The number that a case, a missed call or a rule is about: their ids name it without showing it.</summary>
    public Task<PhoneNumber?> FindAsync(Guid id) =>
        tx.FindAsync<PhoneNumber?>(
            """
            select number from (
              select number from callback_case where id = @id
              union all select number from missed_call where id = @id and number is not null
              union all select number from number_rule where id = @id) n limit 1
            """,
            new { id });

    /// <summary>An id by which the number can be named; null when it was never seen.</summary>
    public Task<Guid?> IdOfAsync(PhoneNumber number) =>
        tx.FindAsync<Guid?>(
            """
            select coalesce(
              (select id from callback_case where number = @number order by opened_at desc limit 1),
              (select id from missed_call where number = @number order by at desc limit 1),
              (select id from number_rule where number = @number order by set_at desc limit 1))
            """,
            new { number });

    /// <summary>When the number was dialled in the last 24 hours, oldest first.</summary>
    public Task<IReadOnlyList<Instant>> DialsOfAsync(PhoneNumber number) =>
        tx.ListAsync<Instant>(
            "select customer_dialled_at from callback_attempt where customer_number = @number and customer_dialled_at > now() - interval '24 hours' order by 1", new { number });

    /// <summary>Who talked with the number last, on each PBX; the latest first.</summary>
    public Task<IReadOnlyList<ContactRow>> ContactsOfAsync(PhoneNumber number) =>
        tx.ListAsync<ContactRow>("select pbx, operator, at, kind from contact where number = @number order by at desc", new { number });

    /// <summary>All numbers that the books have, for when the reading of numbers has changed.</summary>
    public Task<IReadOnlyList<BookedNumber>> AllAsync() =>
        tx.ListAsync<BookedNumber>(
            """
            select number, bool_or(is_open) as has_open_case, bool_or(rule = 'do_not_call') as is_do_not_call, bool_or(rule = 'vip') as is_vip from (
              select number, state <> 'closed' as is_open, '' as rule from callback_case
              union all select number, false, '' from missed_call where number is not null
              union all select number, false, rule from number_rule where lifted_at is null and (expires_at is null or expires_at > now())) booked
            group by number order by number
            """);
}

/// <summary>A number of the books.</summary>
public sealed class BookedNumber
{
    public PhoneNumber Number { get; init; }

    public bool HasOpenCase { get; init; }

    /// <summary>A rule of people is in force for it.</summary>
    public bool IsDoNotCall { get; init; }

    /// <inheritdoc cref="IsDoNotCall"/>
    public bool IsVip { get; init; }
}

/// <summary>A row of <c>contact</c>.</summary>
public sealed class ContactRow
{
    public required string Pbx { get; init; }

    public required string Operator { get; init; }

    public Instant At { get; init; }

    public ContactKind Kind { get; init; }
}

/// <summary>How they talked.</summary>
public enum ContactKind
{
    QueueCall,
    Callback,
}
