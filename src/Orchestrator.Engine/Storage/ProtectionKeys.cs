using Npgsql;

namespace Orchestrator.Engine.Storage;

/// <summary>The table <c>data_protection_key</c>. Whoever reads it waits for it on its own thread.</summary>
public sealed class ProtectionKeys(Database database)
{
    public IReadOnlyList<string> List()
    {
        using var command = database.Source.CreateCommand("select xml from data_protection_key order by id");
        using var reader = command.ExecuteReader();
        var keys = new List<string>();
        while (reader.Read())
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }

    public void Add(string name, string xml)
    {
        using var command = database.Source.CreateCommand("insert into data_protection_key (name, xml) values (@name, @xml) on conflict (name) do nothing");
        command.Parameters.Add(new NpgsqlParameter<string>("name", name));
        command.Parameters.Add(new NpgsqlParameter<string>("xml", xml));
        command.ExecuteNonQuery();
    }
}
