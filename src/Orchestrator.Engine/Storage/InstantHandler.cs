using System.Data;
using System.Globalization;
using Dapper;
using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary><c>timestamptz</c> as <see cref="Instant"/>, at Postgres's own precision of one microsecond.</summary>
internal sealed class InstantHandler : SqlMapper.TypeHandler<Instant>
{
    public override Instant Parse(object value) => value switch
    {
        DateTime time => Instant.FromDateTimeUtc(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        DateTimeOffset time => Instant.FromDateTimeOffset(time),
        _ => throw new DataException(string.Create(CultureInfo.InvariantCulture, $"A {value.GetType().Name} is no instant.")),
    };

    public override void SetValue(IDbDataParameter parameter, Instant value)
    {
        parameter.DbType = DbType.DateTime;
        parameter.Value = value.ToDateTimeUtc();
    }
}
