using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Who changed what: append only.</summary>
public sealed class AuditLog(Transaction tx)
{
    /// <summary>Adds an entry, in the transaction of the change that it tells of.</summary>
    /// <param name="actor">Who, and from where.</param>
    /// <param name="action">A word for machines, such as <c>account.add</c>.</param>
    /// <param name="target">What was changed.</param>
    /// <param name="before">What it was; null when there was nothing.</param>
    /// <param name="after">What it is now; null when it is gone. Never a secret.</param>
    public Task AddAsync(Actor actor, string action, string target, object? before = null, object? after = null) =>
        tx.ExecuteAsync(
            "insert into audit (actor, action, target, before, after, address) values (@Name, @action, @target, @before::jsonb, @after::jsonb, @Address)",
            new { actor.Name, actor.Address, action, target, before = AuditJson.Of(before), after = AuditJson.Of(after) });

    /// <summary>Newest first, behind an entry; and behind which entry more follow.</summary>
    public async Task<(IReadOnlyList<AuditEntry> Entries, AuditKey? Next)> ListAsync(AuditFilter filter, int limit, AuditKey? behind)
    {
        var conditions = new Conditions()
            .And("actor = any(@actors)", "actors", filter.Who is { } who ? Actor.NamesOf(who) : null)
            .And("action = @action", "action", filter.Action)
            .And("target = @target", "target", filter.Target)
            .And("at >= @from", "from", filter.From)
            .And("at < @to", "to", filter.To)
            .And("(at, id) < (@behindAt, @behindId)", "behindAt", behind?.At)
            .With("behindId", behind?.Id ?? 0)
            .With("limit", limit + 1);
        var entries = await tx.ListAsync<AuditEntry>(
            $"""
            select id, at, actor, action, target, before::text as before, after::text as after, address from audit
            {conditions.Where} order by at desc, id desc limit @limit
            """,
            conditions);
        return entries.Count > limit ? ([.. entries.Take(limit)], new AuditKey(entries[limit - 1].At, entries[limit - 1].Id)) : (entries, null);
    }

    /// <summary>Every action that there is an entry of: from one to the next through the index, however many entries there are.</summary>
    public Task<IReadOnlyList<string>> ListActionsAsync() =>
        tx.ListAsync<string>(
            """
            with recursive word as (
              (select action from audit order by action limit 1)
              union all
              select (select a.action from audit a where a.action > word.action order by a.action limit 1) from word where word.action is not null
            )
            select action from word where action is not null
            """);
}

/// <summary>Which entries. What is null does not matter.</summary>
/// <param name="Who">An actor, or the name of a user, of an API key, or of the account that used the command line.</param>
/// <param name="Action">One word.</param>
/// <param name="Target">Exactly.</param>
/// <param name="From">The first moment.</param>
/// <param name="To">The first moment that is too late.</param>
public sealed record AuditFilter(string? Who = null, string? Action = null, string? Target = null, Instant? From = null, Instant? To = null);

/// <summary>Where a page of the audit ended.</summary>
public sealed record AuditKey(Instant At, long Id);

/// <summary>A row of <c>audit</c>.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    public Instant At { get; init; }

    public required string Actor { get; init; }

    public required string Action { get; init; }

    public required string Target { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public string? Address { get; init; }
}
