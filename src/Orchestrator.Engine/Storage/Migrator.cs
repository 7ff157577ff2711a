using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

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
    public async Task<IReadOnlyList<Migration>> ApplyAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(@LockKey)", new { LockKey }, transaction, cancellationToken: cancel));
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            set local lock_timeout = 0; set local statement_timeout = 0;
            create schema if not exists {Database.Schema};
            create table if not exists schema_migration (
              version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now());
            """,
            transaction: transaction,
            cancellationToken: cancel));
        await using (var another = await database.OpenAsync(cancel))
        {
            jobs.Install(another); // under our lock, in transactions of its own
        }

        var pending = await PendingAsync(connection, transaction, cancel);
        foreach (var migration in pending)
        {
            await connection.ExecuteAsync(new CommandDefinition(migration.Sql, transaction: transaction, cancellationToken: cancel));
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into schema_migration (version, name, checksum) values (@Version, @Name, @Checksum)", migration, transaction, cancellationToken: cancel));
        }

        await transaction.CommitAsync(cancel);
        return pending;
    }

    /// <summary>What <see cref="ApplyAsync"/> would do. Changes nothing.</summary>
    public async Task<IReadOnlyList<Migration>> PendingAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var exists = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            $"select to_regclass('{Database.Schema}.schema_migration') is not null", cancellationToken: cancel));
        return exists ? await PendingAsync(connection, null, cancel) : Known;
    }

    private static async Task<IReadOnlyList<Migration>> PendingAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancel)
    {
        var applied = (await connection.QueryAsync<(int Version, string Checksum)>(new CommandDefinition(
            "select version, checksum from schema_migration", transaction: transaction, cancellationToken: cancel))).ToDictionary(m => m.Version, m => m.Checksum);
        foreach (var migration in Known)
        {
            if (applied.TryGetValue(migration.Version, out var checksum) && checksum != migration.Checksum)
            {
                throw new MigrationException($"Migration {migration.Name} was applied to this database with a text other than this build's. Use the build that made it, or a newer one.");
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
}

/// <summary>Makes the tables that the job engine's library brings.</summary>
/// <param name="Install">Does nothing when they are there.</param>
public sealed record SchemaOfJobs(Action<NpgsqlConnection> Install);

/// <summary>One numbered change of the schema.</summary>
public sealed record Migration(int Version, string Name, string Sql, string Checksum);

/// <summary>The database's schema and this build do not belong together.</summary>
public sealed class MigrationException(string message) : Exception(message);
