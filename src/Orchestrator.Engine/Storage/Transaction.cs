using Dapper;
using NodaTime;
using Npgsql;

namespace Orchestrator.Engine.Storage;

/// <summary>One open transaction: what several stores change together, they change through this.</summary>
public sealed class Transaction(NpgsqlConnection connection, NpgsqlTransaction? inner, Instant now, CancellationToken cancel)
{
    /// <summary>The ambient transaction that a connection takes part in.</summary>
    public static async Task<Transaction> AmbientAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        new(connection, null, await connection.QuerySingleAsync<Instant>(new CommandDefinition("select now()", cancellationToken: cancel)), cancel);

    /// <summary>The database's clock at the start of the transaction.</summary>
    public Instant Now { get; } = now;

    /// <summary>Something was written that those who watch cases and missed calls want to see.</summary>
    public bool HasTold { get; set; }

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => connection.ExecuteAsync(Command(sql, parameters));

    public Task<T?> FindAsync<T>(string sql, object? parameters = null) => connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters));

    public Task<T> GetAsync<T>(string sql, object? parameters = null) => connection.QuerySingleAsync<T>(Command(sql, parameters));

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters = null) =>
        [.. await connection.QueryAsync<T>(Command(sql, parameters))];

    /// <summary>Two questions in one round trip.</summary>
    public async Task<(IReadOnlyList<TFirst> First, IReadOnlyList<TSecond> Second)> ListBothAsync<TFirst, TSecond>(string first, string second, object? parameters = null)
    {
        await using var answers = await connection.QueryMultipleAsync(Command($"{first};\n{second}", parameters));
        return ([.. await answers.ReadAsync<TFirst>()], [.. await answers.ReadAsync<TSecond>()]);
    }

    private CommandDefinition Command(string sql, object? parameters) => new(sql, parameters, inner, cancellationToken: cancel);
}
