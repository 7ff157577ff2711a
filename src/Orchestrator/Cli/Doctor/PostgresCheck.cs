using System.Globalization;
using Dapper;
using NodaTime;
using Npgsql;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Cli.Doctor;

/// <summary>Postgres: reach, version, rights, schema, and its clock.</summary>
internal sealed class PostgresCheck(string connectionString, IClock clock) : ICheck
{
    private const int OldestVersion = 130_000; // gen_random_uuid() is built in from 13 on

    /// <summary>Due times go by the database's clock, opening hours by both: more than this is visible.</summary>
    private static readonly Duration MostClockDifference = Duration.FromSeconds(2);

    public Reason Subject => new Reason.LookedAt(CheckSubject.Postgres);

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        await using var database = new Database(connectionString);
        try
        {
            await using var connection = await database.OpenAsync(cancel);
            var facts = await connection.QuerySingleAsync<Facts>(new CommandDefinition(
                """
                select current_setting('server_version_num')::int as version, current_setting('server_version') as version_text,
                       current_setting('server_encoding') as encoding, current_user as account, current_database() as name,
                       has_database_privilege(current_database(), 'CREATE') as may_create
                """,
                cancellationToken: cancel));
            return [Version(facts), Encoding(facts), await SchemaAsync(database, facts, cancel), await ClockAsync(connection, cancel)];
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return [Unreachable(e)];
        }
    }

    private CheckResult Unreachable(Exception e)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var place = string.Create(CultureInfo.InvariantCulture, $"{settings.Username}@{settings.Host}:{settings.Port}/{settings.Database}");
        Reason mend = (e as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new Reason.CorrectPostgresUser(),
            PostgresErrorCodes.InvalidCatalogName => new Reason.CreateDatabase(settings.Username ?? "", settings.Database ?? ""),
            _ => new Reason.LookForPostgres(),
        };
        return CheckResult.Finding(Subject, new Reason.NotReached(place, new Reason.Quoted(e.InnerException is { } inner ? $"{e.Message} ({inner.Message})" : e.Message)), mend);
    }

    private CheckResult Version(Facts facts) => facts.Version >= OldestVersion
        ? CheckResult.Fine(Subject, new Reason.PostgresFine(facts.VersionText, facts.Name, facts.Account))
        : CheckResult.Finding(Subject, new Reason.PostgresTooOld(facts.VersionText), new Reason.UsePostgres13());

    private CheckResult Encoding(Facts facts) => facts.Encoding == "UTF8"
        ? CheckResult.Fine(Subject, new Reason.EncodingIs(facts.Encoding))
        : CheckResult.Finding(Subject, new Reason.EncodingIs(facts.Encoding), new Reason.CreateWithUtf8());

    private async Task<CheckResult> SchemaAsync(Database database, Facts facts, CancellationToken cancel)
    {
        try
        {
            var pending = await new Migrator(database, new SchemaOfJobs(JobTables.Install)).PendingAsync(cancel);
            return pending.Count == 0 ? CheckResult.Fine(Subject, new Reason.SchemaIs(Migrator.Known[^1].Name))
                : facts.MayCreate ? CheckResult.Note(Subject, new Reason.MigrationsPending(pending.Count), new Reason.RunApplies())
                : CheckResult.Finding(Subject, new Reason.MigrationsNotAllowed(pending.Count, facts.Account), new Reason.GrantCreate(facts.Name, facts.Account));
        }
        catch (MigrationException e)
        {
            return CheckResult.Finding(Subject, e.Why, new Reason.LeaveMigrations());
        }
    }

    private async Task<CheckResult> ClockAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var before = clock.GetCurrentInstant();
        var theirs = await connection.QuerySingleAsync<Instant>(new CommandDefinition("select clock_timestamp()", cancellationToken: cancel));
        var after = clock.GetCurrentInstant();
        var difference = theirs < before ? before - theirs : theirs > after ? theirs - after : Duration.Zero; // how long the question took is no difference
        Reason subject = new Reason.LookedAt(CheckSubject.Clock);
        var apart = new Reason.ClocksApart(difference);
        return difference <= MostClockDifference ? CheckResult.Fine(subject, apart) : CheckResult.Finding(subject, apart, new Reason.KeepTimeByNtp());
    }

    private sealed class Facts
    {
        public int Version { get; init; }

        public required string VersionText { get; init; }

        public required string Encoding { get; init; }

        public required string Account { get; init; }

        public required string Name { get; init; }

        public bool MayCreate { get; init; }
    }
}
