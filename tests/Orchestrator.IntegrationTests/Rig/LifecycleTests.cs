using Npgsql;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Postgres;

namespace Orchestrator.IntegrationTests.Rig;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Asterisk_KilledAndStartedAgain_ServesTheSamePorts()
    {
        await using var asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = 1 });

        await asterisk.KillAsync();
        await asterisk.StartAsync();

        await using var ami = await AmiTap.OpenAsync(asterisk.Ami);
        Assert.Contains(asterisk.Lanes[0].Operators[0].Interface, await asterisk.CliAsync("queue show " + asterisk.Lanes[0].Queue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asterisk_StartedWithOurConfiguration_LogsNoErrors()
    {
        await using var asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = 1 });

        var log = await File.ReadAllTextAsync(asterisk.LogFile);

        Assert.Contains("Asterisk", log, StringComparison.Ordinal);
        Assert.DoesNotContain("ERROR", log, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Postgres_KilledAndStartedAgain_KeepsWhatWasCommitted()
    {
        await using var postgres = await PrivatePostgres.StartNewAsync();
        await using var database = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await ExecuteAsync(database, "create table kept (n int)");
        await ExecuteAsync(database, "insert into kept values (42)");

        await postgres.KillAsync();
        await postgres.StartAsync();

        NpgsqlConnection.ClearAllPools();
        await using var read = database.CreateCommand("select n from kept");
        Assert.Equal(42, await read.ExecuteScalarAsync());
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
