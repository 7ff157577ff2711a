using System.Text.Json;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>How values stand in columns: instants as <c>timestamptz</c>, sets of words as their words, telephone numbers in E.164, reasons as JSON.</summary>
internal static class Column
{
    private static readonly Dictionary<Type, NpgsqlDbType> Types = new()
    {
        [typeof(string)] = NpgsqlDbType.Text,
        [typeof(bool)] = NpgsqlDbType.Boolean,
        [typeof(int)] = NpgsqlDbType.Integer,
        [typeof(long)] = NpgsqlDbType.Bigint,
        [typeof(double)] = NpgsqlDbType.Double,
        [typeof(decimal)] = NpgsqlDbType.Numeric,
        [typeof(ulong)] = NpgsqlDbType.Xid8,
        [typeof(Guid)] = NpgsqlDbType.Uuid,
        [typeof(byte[])] = NpgsqlDbType.Bytea,
        [typeof(Instant)] = NpgsqlDbType.TimestampTz,
        [typeof(TimeSpan)] = NpgsqlDbType.Interval,
        [typeof(PhoneNumber)] = NpgsqlDbType.Text,
        [typeof(Reason)] = NpgsqlDbType.Jsonb,
    };

    /// <summary>Whether a type is one column's, rather than a row's.</summary>
    public static bool Holds(Type type) => Plain(type) is { IsEnum: true } or { IsArray: true } || Types.ContainsKey(Plain(type));

    /// <summary>What a column says, as a type that it <see cref="Holds"/>.</summary>
    public static object? Read(NpgsqlDataReader reader, int column, Type type)
    {
        var plain = Plain(type);
        return reader.IsDBNull(column) ? null
            : plain.IsEnum ? Words.ParseIn(plain, reader.GetString(column))
            : plain == typeof(int) ? reader.GetInt32(column)
            : plain == typeof(long) ? reader.GetInt64(column)
            : plain == typeof(double) ? reader.GetDouble(column)
            : plain == typeof(Instant) ? Instant.FromDateTimeUtc(reader.GetDateTime(column))
            : plain == typeof(PhoneNumber) ? PhoneNumber.FromE164(reader.GetString(column)) ?? throw new FormatException($"Column {reader.GetName(column)} holds no E.164 number.")
            : plain == typeof(Reason) ? ReasonOf(reader.GetString(column))
            : reader.GetValue(column);
    }

    /// <summary>A value as a parameter; of a type that is derived from <see cref="Reason"/> as well.</summary>
    public static NpgsqlParameter Parameter(string name, Type type, object? value)
    {
        var plain = Plain(type);
        var known = typeof(Reason).IsAssignableFrom(plain) ? typeof(Reason) : plain;
        var kind = known.IsEnum ? NpgsqlDbType.Text : known.IsArray && known != typeof(byte[]) ? NpgsqlDbType.Array | Types[known.GetElementType()!] : Types[known];
        return new NpgsqlParameter(name, kind) { Value = Written(value) ?? DBNull.Value };
    }

    private static object? Written(object? value) => value switch
    {
        Enum word => Words.OfAny(word),
        Instant at => at.ToDateTimeUtc(),
        PhoneNumber number => number.E164,
        Reason reason => ReasonJson.Write(reason),
        _ => value,
    };

    /// <summary>A JSON string is the text of a row from before reasons were values.</summary>
    private static Reason ReasonOf(string json) => json is ['"', ..]
        ? new Reason.Quoted(JsonSerializer.Deserialize<string>(json)!)
        : ReasonJson.Read(json) ?? new Reason.Quoted(json); // of a later version

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
