using System.Globalization;
using Dapper;
using NodaTime;
using Npgsql;
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

    public string Subject => "Postgres";

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
        var mend = (e as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "Correct user and password in ConnectionStrings:Orchestrator, or the rule in pg_hba.conf.",
            PostgresErrorCodes.InvalidCatalogName => $"Create the database: createdb --owner={settings.Username} {settings.Database}",
            _ => "Check that Postgres runs there and listens on that address (listen_addresses), and that no firewall is in between.",
        };
        return CheckResult.Finding(Subject, $"{place}: {e.Message}{(e.InnerException is { } inner ? " (" + inner.Message + ")" : "")}", mend);
    }

    private CheckResult Version(Facts facts) => facts.Version >= OldestVersion
        ? CheckResult.Fine(Subject, $"{facts.VersionText}, database {facts.Name}, user {facts.Account}")
        : CheckResult.Finding(Subject, $"version {facts.VersionText}", "Use PostgreSQL 13 or later.");

    private CheckResult Encoding(Facts facts) => facts.Encoding == "UTF8"
        ? CheckResult.Fine(Subject, "encoding UTF8")
        : CheckResult.Finding(Subject, $"encoding {facts.Encoding}", "Create the database with encoding UTF8: callers' names have all sorts of letters.");

    private async Task<CheckResult> SchemaAsync(Database database, Facts facts, CancellationToken cancel)
    {
        try
        {
            var pending = await new Migrator(database, new SchemaOfJobs(JobTables.Install)).PendingAsync(cancel);
            return pending.Count == 0 ? CheckResult.Fine(Subject, $"schema {Migrator.Known[^1].Name}")
                : facts.MayCreate ? CheckResult.Note(Subject, $"{Phrase.Count(pending.Count, "migration is", "migrations are")} still to be applied", "'orchestrator run' applies them when it starts; 'orchestrator migrate' now.")
                : CheckResult.Finding(Subject, $"{Phrase.Count(pending.Count, "migration is", "migrations are")} still to be applied, and {facts.Account} may not", $"grant create on database \"{facts.Name}\" to \"{facts.Account}\"; or run 'orchestrator migrate' as its owner.");
        }
        catch (MigrationException e)
        {
            return CheckResult.Finding(Subject, e.Message, "Do not edit migrations that were applied.");
        }
    }

    private async Task<CheckResult> ClockAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var before = clock.GetCurrentInstant();
        var theirs = await connection.QuerySingleAsync<Instant>(new CommandDefinition("select clock_timestamp()", cancellationToken: cancel));
        var after = clock.GetCurrentInstant();
        var difference = theirs < before ? before - theirs : theirs > after ? theirs - after : Duration.Zero; // how long the question took is no difference
        var text = difference.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
        return difference <= MostClockDifference
            ? CheckResult.Fine("clock", $"{text} between this machine and Postgres")
            : CheckResult.Finding("clock", $"{text} between this machine and Postgres", "Let both machines keep their time by NTP (chrony or systemd-timesyncd).");
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
