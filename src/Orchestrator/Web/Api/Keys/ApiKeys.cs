using NodaTime;
using Orchestrator.Core;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Api.Keys;

/// <summary>Makes and revokes keys of the HTTP API. Every change is audited.</summary>
public sealed class ApiKeys(Database database)
{
    public const int LongestName = 100;

    /// <summary>What a name must be, for messages.</summary>
    public const string ExpectedName = "1 to 100 characters on one line";

    public static bool IsName(string? text) => text is { Length: > 0 and <= LongestName } && !text.Any(char.IsControl);

    /// <param name="name">Who uses the key.</param>
    /// <param name="expiresAt">From when on it is refused; null: never.</param>
    /// <returns>The key, which is kept nowhere; null when a key of that name is not revoked yet.</returns>
    public Task<string?> AddAsync(string name, ApiScope scope, Instant? expiresAt, Actor actor, CancellationToken cancel)
    {
        var key = ApiKey.New();
        return database.InTransactionAsync(
            async tx =>
            {
                var prefix = ApiKey.Beginning(key);
                if (!await tx.ApiKeys.AddAsync(name, ApiKey.Hash(key), scope, prefix, expiresAt, actor.Name))
                {
                    return null;
                }

                await tx.Audit.AddAsync(actor, "api_key.add", name, after: new { scope = Words.Of(scope), prefix, expires_at = expiresAt?.ToString() });
                return key;
            },
            cancel);
    }

    /// <summary>From now on the key is refused.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> RevokeAsync(string name, Actor actor, CancellationToken cancel) => database.InTransactionAsync(
        async tx =>
        {
            if (await tx.ApiKeys.RevokeAsync(name) is not { } key)
            {
                return false;
            }

            await tx.Audit.AddAsync(actor, "api_key.revoke", name, before: new { key.Scope, key.Prefix });
            return true;
        },
        cancel);
}
