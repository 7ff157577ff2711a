using System.Reflection;
using Npgsql;

namespace Orchestrator.Engine.Storage;

/// <summary>Reads rows as values of one column, or as classes and records: a column goes to the property or the parameter that is called as it is.</summary>
internal static class Rows<T>
{
    private static readonly bool IsColumn = Column.Holds(typeof(T));

    /// <summary>Of a record that takes its values as parameters; null: it takes them as properties.</summary>
    private static readonly ConstructorInfo? Constructor = IsColumn || typeof(T).GetConstructor(Type.EmptyTypes) is not null ? null : typeof(T).GetConstructors()[0];

    private static readonly Dictionary<string, PropertyInfo> Properties =
        (IsColumn ? [] : typeof(T).GetProperties()).Where(p => p.CanWrite).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);

    public static async Task<IReadOnlyList<T>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        var read = IsColumn ? () => (T)Column.Read(reader, 0, typeof(T))! : Constructor is null ? ByProperties(reader) : ByParameters(reader, Constructor);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(read());
        }

        return rows;
    }

    private static Func<T> ByProperties(NpgsqlDataReader reader)
    {
        var members = Names(reader).Select(n => Properties.GetValueOrDefault(n) ?? throw new InvalidOperationException($"{typeof(T).Name} has no place for column {n}.")).ToArray();
        return () =>
        {
            var row = Activator.CreateInstance<T>();
            for (var i = 0; i < members.Length; i++)
            {
                members[i].SetValue(row, Column.Read(reader, i, members[i].PropertyType));
            }

            return row;
        };
    }

    private static Func<T> ByParameters(NpgsqlDataReader reader, ConstructorInfo constructor)
    {
        var names = Names(reader);
        var parameters = constructor.GetParameters();
        var columns = parameters.Select(p => names.FindIndex(n => string.Equals(n, p.Name, StringComparison.OrdinalIgnoreCase))).ToArray();
        return () => (T)constructor.Invoke([.. parameters.Select((p, i) => Column.Read(reader, columns[i], p.ParameterType))]);
    }

    private static List<string> Names(NpgsqlDataReader reader) =>
        [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetName(i).Replace("_", "", StringComparison.Ordinal))];
}
