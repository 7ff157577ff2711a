using NodaTime;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Engine.Storage;

/// <summary>Writes to <c>contact</c>: who talked with a number last, on each PBX.</summary>
public sealed class ContactStore(Transaction tx)
{
    /// <summary>A queue member took the customer's call. Told late, it does not displace a later talk.</summary>
    public Task NoteQueueCallAsync(string pbx, PhoneNumber number, string operatorEndpoint, Instant at) =>
        tx.ExecuteAsync(
            """
            insert into contact (pbx, number, operator, at, kind) values (@pbx, @number, @operatorEndpoint, @at, 'queue_call')
            on conflict (pbx, number) do update set operator = excluded.operator, at = excluded.at, kind = excluded.kind where contact.at <= excluded.at
            """,
            new { pbx, number, operatorEndpoint, at });

    /// <summary>The attempt's operator and customer were joined.</summary>
    public Task NoteCallbackAsync(Guid attemptId) =>
        tx.ExecuteAsync(
            """
            insert into contact (pbx, number, operator, at, kind)
            select pbx, customer_number, operator, now(), 'callback' from callback_attempt where id = @attemptId and operator is not null
            on conflict (pbx, number) do update set operator = excluded.operator, at = excluded.at, kind = excluded.kind where contact.at <= excluded.at
            """,
            new { attemptId });
}
