using System.Globalization;
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
            var facts = await database.InTransactionAsync(tx => tx.Server.FactsAsync(), cancel);
            return [Version(facts), Encoding(facts), await SchemaAsync(database, facts, cancel), await ClockAsync(database, cancel)];
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

    private CheckResult Version(ServerFacts facts) => facts.Version >= OldestVersion
        ? CheckResult.Fine(Subject, new Reason.PostgresFine(facts.VersionText, facts.Name, facts.Account))
        : CheckResult.Finding(Subject, new Reason.PostgresTooOld(facts.VersionText), new Reason.UsePostgres13());

    private CheckResult Encoding(ServerFacts facts) => facts.Encoding == "UTF8"
        ? CheckResult.Fine(Subject, new Reason.EncodingIs(facts.Encoding))
        : CheckResult.Finding(Subject, new Reason.EncodingIs(facts.Encoding), new Reason.CreateWithUtf8());

    private async Task<CheckResult> SchemaAsync(Database database, ServerFacts facts, CancellationToken cancel)
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

    private async Task<CheckResult> ClockAsync(Database database, CancellationToken cancel)
    {
        var (before, theirs, after) = await database.InTransactionAsync(async tx => (clock.GetCurrentInstant(), await tx.Server.ClockAsync(), clock.GetCurrentInstant()), cancel);
        var difference = theirs < before ? before - theirs : theirs > after ? theirs - after : Duration.Zero; // how long the question took is no difference
        Reason subject = new Reason.LookedAt(CheckSubject.Clock);
        var apart = new Reason.ClocksApart(difference);
        return difference <= MostClockDifference ? CheckResult.Fine(subject, apart) : CheckResult.Finding(subject, apart, new Reason.KeepTimeByNtp());
    }
}
