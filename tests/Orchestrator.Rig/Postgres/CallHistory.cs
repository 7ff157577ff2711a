using System.Globalization;
using Dapper;
using Npgsql;

namespace Orchestrator.Rig.Postgres;

/// <summary>Fills a migrated database with years of calls.</summary>
public static class CallHistory
{
    /// <summary>Seeds, and lets Postgres look at what it has.</summary>
    public static async Task SeedAsync(string connectionString, int missedCalls, int cases)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(new CommandDefinition(Script(missedCalls, cases), transaction: transaction, commandTimeout: 1800));
        await transaction.CommitAsync();
        await connection.ExecuteAsync(new CommandDefinition("vacuum analyze", commandTimeout: 1800));
    }

    private static string Script(int missedCalls, int cases)
    {
        using var stream = typeof(CallHistory).Assembly.GetManifestResourceStream("CallHistory.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Replace("$missed", missedCalls.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("$cases", cases.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
