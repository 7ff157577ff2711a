using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>What the server tells of itself; asked by <c>doctor</c>, of a database that may have no table of ours.</summary>
/// <param name="Version">As a number, such as 150004.</param>
/// <param name="MayCreate">The account may make schemas.</param>
public sealed record ServerFacts(int Version, string VersionText, string Encoding, string Account, string Name, bool MayCreate);

/// <inheritdoc cref="ServerFacts"/>
public sealed class ServerReader(Transaction tx)
{
    public Task<ServerFacts> FactsAsync() => tx.GetAsync<ServerFacts>(
        """
        select current_setting('server_version_num')::int as version, current_setting('server_version') as version_text,
               current_setting('server_encoding') as encoding, current_user::text as account, current_database()::text as name,
               has_database_privilege(current_database(), 'CREATE') as may_create
        """);

    /// <summary>The time at this moment, not at the start of the transaction.</summary>
    public Task<Instant> ClockAsync() => tx.GetAsync<Instant>("select clock_timestamp()");
}
