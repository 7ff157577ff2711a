using System.Data;
using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary><c>jsonb</c> as <see cref="Reason"/>. A JSON string is the text of a row from before reasons were values.</summary>
internal sealed class ReasonHandler : SqlMapper.TypeHandler<Reason>
{
    public override Reason? Parse(object value) => value is not string json ? null
        : json is ['"', ..] ? new Reason.Quoted(JsonSerializer.Deserialize<string>(json)!)
        : ReasonJson.Read(json) ?? new Reason.Quoted(json); // of a later version

    public override void SetValue(IDbDataParameter parameter, Reason? value)
    {
        ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Jsonb;
        parameter.Value = value is null ? DBNull.Value : ReasonJson.Write(value);
    }
}
