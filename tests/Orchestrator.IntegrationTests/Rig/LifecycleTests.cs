using System.Net;
using System.Net.Sockets;
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
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(connectionString);
        await ExecuteAsync(database, "create table kept (n int)");
        await ExecuteAsync(database, "insert into kept values (42)");

        await postgres.KillAsync();
        await postgres.StartAsync();

        await using var again = NpgsqlDataSource.Create(connectionString);
        await using var read = again.CreateCommand("select n from kept");
        Assert.Equal(42, await read.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Valve_CutAndFrozen_EndsOrStopsWhatRunsThroughIt()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var valve = TcpValve.Open(((IPEndPoint)server.LocalEndpoint).Port);
        using var client = new TcpClient("127.0.0.1", valve.Port);
        using var accepted = await server.AcceptTcpClientAsync();
        var buffer = new byte[16];

        await client.GetStream().WriteAsync("one"u8.ToArray());
        Assert.Equal(3, await accepted.GetStream().ReadAsync(buffer));

        valve.Freeze();
        await client.GetStream().WriteAsync("two"u8.ToArray());
        var held = accepted.GetStream().ReadAsync(buffer).AsTask();
        Assert.False(held.IsCompleted);
        valve.Thaw();
        Assert.Equal(3, await held);

        valve.Cut();
        await Assert.ThrowsAnyAsync<IOException>(async () => await client.GetStream().ReadExactlyAsync(buffer));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
