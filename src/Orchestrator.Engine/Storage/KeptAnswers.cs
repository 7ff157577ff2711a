using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads and writes <c>kept_answer</c>: answers to requests that carry a key of their sender's, so that a request that is sent again does nothing again.</summary>
public sealed class KeptAnswerStore(Transaction tx)
{
    /// <summary>How long a key is known.</summary>
    public static readonly Duration Kept = Duration.FromHours(24);

    /// <summary>Takes a key for this transaction.</summary>
    /// <returns>False: another request with it is under way.</returns>
    public Task<bool> TryTakeKeyAsync(string apiKey, string key) =>
        tx.GetAsync<bool>("select pg_try_advisory_xact_lock(hashtextextended(@apiKey || ' ' || @key, 1))", new { apiKey, key });

    public Task<KeptAnswer?> FindAsync(string apiKey, string key) =>
        tx.FindAsync<KeptAnswer>(
            "select request_hash, status, location, body from kept_answer where api_key = @apiKey and idempotency_key = @key and at > now() - make_interval(secs => @kept)",
            new { apiKey, key, kept = Kept.TotalSeconds });

    /// <summary>Keeps an answer, and forgets a few that are too old.</summary>
    public Task KeepAsync(string apiKey, string key, KeptAnswer answer) =>
        tx.ExecuteAsync(
            """
            delete from kept_answer k using (select api_key, idempotency_key from kept_answer where at <= now() - make_interval(secs => @kept) order by at limit 20 for update skip locked) old
            where k.api_key = old.api_key and k.idempotency_key = old.idempotency_key;
            insert into kept_answer (api_key, idempotency_key, request_hash, status, location, body) values (@apiKey, @key, @RequestHash, @Status, @Location, @Body)
            on conflict (api_key, idempotency_key) do update
              set request_hash = excluded.request_hash, status = excluded.status, location = excluded.location, body = excluded.body, at = now()
            """,
            new { apiKey, key, answer.RequestHash, answer.Status, answer.Location, answer.Body, kept = Kept.TotalSeconds });
}

/// <summary>An answer as it was given.</summary>
public sealed class KeptAnswer
{
    public required byte[] RequestHash { get; init; }

    public int Status { get; init; }

    public string? Location { get; init; }

    public required string Body { get; init; }
}
