
namespace Orchestrator.Engine.Storage;

/// <summary>The conditions of one query: constant SQL, values as parameters only.</summary>
internal sealed class Conditions
{
    private readonly List<string> sql = [];
    private readonly List<(string Name, object Value)> parameters = [];

    public IReadOnlyList<(string Name, object Value)> Parameters => parameters;

    /// <summary>Empty, or a whole <c>where</c> clause.</summary>
    public string Where => sql.Count == 0 ? "" : "where " + string.Join(" and ", sql);

    /// <summary>Adds a condition unless there is nothing to compare with. <paramref name="condition"/> names the value <c>@name</c>.</summary>
    public Conditions And(string condition, string name, object? value)
    {
        if (value is not null)
        {
            sql.Add(condition);
            parameters.Add((name, value));
        }

        return this;
    }

    /// <summary>Adds a condition that has no value.</summary>
    public Conditions And(string condition, bool wanted)
    {
        if (wanted)
        {
            sql.Add(condition);
        }

        return this;
    }

    /// <summary>Continues behind a row of an order by time and id.</summary>
    public Conditions Behind(string timeColumn, PageKey? key, string idColumn = "id", bool isAscending = false) =>
        key is null ? this : And($"({timeColumn}, {idColumn}) {(isAscending ? ">" : "<")} (@behindAt, @behindId)", "behindAt", key.At).With("behindId", key.Id);

    /// <summary>A value that the rest of the statement names.</summary>
    public Conditions With(string name, object value)
    {
        parameters.Add((name, value));
        return this;
    }
}
