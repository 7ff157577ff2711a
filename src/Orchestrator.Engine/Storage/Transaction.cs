using System.Collections.Concurrent;
using System.Reflection;
using NodaTime;
using Npgsql;

namespace Orchestrator.Engine.Storage;

/// <summary>One open transaction: what several stores change together, they change through this.</summary>
public sealed partial class Transaction
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction? inner;
    private readonly CancellationToken cancel;

    private Transaction(NpgsqlConnection connection, NpgsqlTransaction? inner, CancellationToken cancel) =>
        (this.connection, this.inner, this.cancel) = (connection, inner, cancel);

    /// <summary>The database's clock at the start of the transaction.</summary>
    public Instant Now { get; private set; }

    /// <summary>Something was written that those who watch cases and missed calls want to see.</summary>
    public bool HasTold { get; internal set; }

    /// <param name="connection">What it goes over.</param>
    /// <param name="inner">Null: the ambient transaction that the connection takes part in.</param>
    internal static async Task<Transaction> BeginAsync(NpgsqlConnection connection, NpgsqlTransaction? inner, CancellationToken cancel)
    {
        var tx = new Transaction(connection, inner, cancel);
        tx.Now = await tx.GetAsync<Instant>("select now()");
        return tx;
    }

    internal async Task<int> ExecuteAsync(string sql, object? parameters = null)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    internal async Task<T?> FindAsync<T>(string sql, object? parameters = null) => (await ListAsync<T>(sql, parameters)).SingleOrDefault();

    internal async Task<T> GetAsync<T>(string sql, object? parameters = null) => (await ListAsync<T>(sql, parameters)).Single();

    internal async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters = null)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await Rows<T>.ReadAsync(reader, cancel);
    }

    /// <summary>Two questions in one round trip.</summary>
    internal async Task<(IReadOnlyList<TFirst> First, IReadOnlyList<TSecond> Second)> ListBothAsync<TFirst, TSecond>(string first, string second, object? parameters = null)
    {
        await using var command = Command($"{first};\n{second}", parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var answer = await Rows<TFirst>.ReadAsync(reader, cancel);
        await reader.NextResultAsync(cancel);
        return (answer, await Rows<TSecond>.ReadAsync(reader, cancel));
    }

    /// <param name="parameters">Their names and values: an object's properties, or <see cref="Conditions"/>. Those that the statement does not name are left out.</param>
    private NpgsqlCommand Command(string sql, object? parameters)
    {
#pragma warning disable CA2100 // all of it is constant text: values are parameters
        var command = new NpgsqlCommand(sql, connection, inner);
#pragma warning restore CA2100
        var named = parameters switch
        {
            null => [],
            Conditions conditions => conditions.Parameters.Select(p => (p.Name, p.Value.GetType(), (object?)p.Value)),
            _ => Properties.GetOrAdd(parameters.GetType(), static t => t.GetProperties()).Where(p => sql.Contains("@" + p.Name, StringComparison.Ordinal))
                .Select(p => (p.Name, p.PropertyType, p.GetValue(parameters))),
        };
        foreach (var (name, type, value) in named)
        {
            command.Parameters.Add(Column.Parameter(name, type, value));
        }

        return command;
    }
}
