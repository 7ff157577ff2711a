using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>
/// Brings the schema forward: numbered SQL files inside the assembly, each applied once, in order, in one transaction under an advisory lock.
/// Forward only. A file that was applied with another text is refused: history is not rewritten.
/// </summary>
/// <param name="jobs">Makes the job engine's tables, which ours refer to.</param>
public sealed class Migrator(Database database, SchemaOfJobs jobs)
{
    /// <summary>Arbitrary, but the same in every version: two instances that start together migrate one after the other.</summary>
    private const long LockKey = 0x6F72_6368_6573_7472;

    /// <summary>The migrations of this build, oldest first.</summary>
    public static IReadOnlyList<Migration> Known { get; } = [.. Read().OrderBy(m => m.Version)];

    /// <summary>Applies what is missing and tells which those were.</summary>
    /// <exception cref="MigrationException">An applied migration differs from this build's.</exception>
    public Task<IReadOnlyList<Migration>> ApplyAsync(CancellationToken cancel) => database.InTransactionAsync(
        async tx =>
        {
            await tx.ListAsync<bool>("select pg_advisory_xact_lock(@LockKey) is null", new { LockKey });
            await tx.ExecuteAsync(
                $"""
                set local lock_timeout = 0; set local statement_timeout = 0;
                create schema if not exists {Database.Schema};
                create table if not exists schema_migration (
                  version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now());
                """);
            await using (var another = await database.OpenAsync(cancel))
            {
                jobs.Install(another); // under our lock, in transactions of its own
            }

            var pending = await PendingAsync(tx);
            foreach (var migration in pending)
            {
                await tx.ExecuteAsync(migration.Sql);
                await tx.ExecuteAsync("insert into schema_migration (version, name, checksum) values (@Version, @Name, @Checksum)", migration);
            }

            return pending;
        },
        cancel);

    /// <summary>What <see cref="ApplyAsync"/> would do. Changes nothing.</summary>
    public Task<IReadOnlyList<Migration>> PendingAsync(CancellationToken cancel) => database.InTransactionAsync(
        async tx => await tx.GetAsync<bool>($"select to_regclass('{Database.Schema}.schema_migration') is not null") ? await PendingAsync(tx) : Known, cancel);

    private static async Task<IReadOnlyList<Migration>> PendingAsync(Transaction tx)
    {
        var applied = (await tx.ListAsync<Applied>("select version, checksum from schema_migration")).ToDictionary(m => m.Version, m => m.Checksum);
        foreach (var migration in Known)
        {
            if (applied.TryGetValue(migration.Version, out var checksum) && checksum != migration.Checksum)
            {
                throw new MigrationException(new Reason.MigrationDiffers(migration.Name));
            }
        }

        return [.. Known.Where(m => !applied.ContainsKey(m.Version))];
    }

    private static IEnumerable<Migration> Read()
    {
        var assembly = typeof(Migrator).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("migrations/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var sql = reader.ReadToEnd();
            var name = resource["migrations/".Length..^".sql".Length];
            yield return new Migration(int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture), name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
        }
    }

    private sealed record Applied(int Version, string Checksum);
}

/// <summary>Makes the tables that the job engine's library brings.</summary>
/// <param name="Install">Does nothing when they are there.</param>
public sealed record SchemaOfJobs(Action<NpgsqlConnection> Install);

/// <summary>One numbered change of the schema.</summary>
public sealed record Migration(int Version, string Name, string Sql, string Checksum);

/// <summary>The database's schema and this build do not belong together.</summary>
public sealed class MigrationException(Reason why) : Exception(why.ToString())
{
    public Reason Why => why;
}
