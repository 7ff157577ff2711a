using System.Text.Json;
using NodaTime;
using Orchestrator.Api;

namespace Orchestrator.Storage;

/// <summary>Who changed what: append only.</summary>
public static class AuditLog
{
    /// <summary>Adds an entry, in the transaction of the change that it tells of.</summary>
    /// <param name="tx">The change's transaction.</param>
    /// <param name="actor">Who, and from where.</param>
    /// <param name="action">A word for machines, such as <c>account.add</c>.</param>
    /// <param name="target">What was changed.</param>
    /// <param name="before">What it was; null when there was nothing.</param>
    /// <param name="after">What it is now; null when it is gone. Never a secret.</param>
    public static Task AuditAsync(this Transaction tx, Actor actor, string action, string target, object? before = null, object? after = null) =>
        tx.ExecuteAsync(
            "insert into audit (actor, action, target, before, after, address) values (@Name, @action, @target, @before::jsonb, @after::jsonb, @Address)",
            new { actor.Name, actor.Address, action, target, before = Text(before), after = Text(after) });

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<AuditEntry>> ListAuditAsync(this Transaction tx, int limit, long? behind, string? target = null) =>
        tx.ListAsync<AuditEntry>(
            """
            select id, at, actor, action, target, before::text as before, after::text as after, address from audit
            where (@behind::bigint is null or id < @behind) and (@target::text is null or target = @target) order by id desc limit @limit
            """,
            new { limit, behind, target });

    private static string? Text(object? value) => value is null ? null : JsonSerializer.Serialize(value, ApiJson.Options);
}

/// <summary>Who changes something.</summary>
/// <param name="Name">For people: <c>user anna</c>, <c>API key crm</c>, <c>command line</c>.</param>
/// <param name="Address">The network address that the wish came from, where there is one.</param>
public sealed record Actor(string Name, string? Address = null);

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
