using System.Globalization;
using Npgsql;
using Orchestrator.Rig.Processes;

namespace Orchestrator.Rig.Postgres;

/// <summary>A PostgreSQL cluster of one's own on a free loopback port; gone with its files when disposed.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    /// <summary>PostgreSQL refuses to run as root.</summary>
    private const string Account = "postgres";

    private const string Superuser = "orchestrator";

    private readonly string folder = RigFiles.WorkFolder(Path.GetTempPath(), "orchestrator-rig-postgres");
    private readonly string password = RigFiles.Secret();
    private readonly bool fsync;
    private readonly IReadOnlyList<KeyValuePair<string, string>> settings;
    private ChildProcess? server;
    private int databases;

    private PrivatePostgres(bool fsync, IReadOnlyList<KeyValuePair<string, string>> settings) => (this.fsync, this.settings) = (fsync, settings);

    public int Port { get; } = FreePorts.Next();

    public string LogFile { get; } = RigFiles.Artifact("postgres.log");

    private string Data => Path.Combine(folder, "data");

    /// <summary>Initialises a cluster and starts it.</summary>
    /// <param name="fsync">false is fast, and enough unless the machine itself crashes; a kill -9 loses nothing either way.</param>
    /// <param name="settings">More of what postgresql.conf may say.</param>
    public static async Task<PrivatePostgres> StartNewAsync(bool fsync = false, params IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        var postgres = new PrivatePostgres(fsync, settings);
        try
        {
            await postgres.InitialiseAsync();
            await postgres.StartAsync();
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>A new empty database; returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string? name = null)
    {
        name ??= string.Create(CultureInfo.InvariantCulture, $"orchestrator_{Interlocked.Increment(ref databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // CREATE DATABASE takes no parameters; the name is a test's own
        command.CommandText = $"create database \"{name}\"";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name, pooling: true);
    }

    /// <summary>Starts it again on the same port and waits until it takes connections.</summary>
    public Task StartAsync() => Until.TrueAsync(
        async () =>
        {
            // Right after a kill -9 the old server's children may hold the data folder for a moment: then it is started once more.
            if (server is null or { HasExited: true })
                server = await LaunchAsync();
            return await TakesConnectionsAsync();
        },
        TimeSpan.FromSeconds(60),
        $"PostgreSQL takes connections (see {LogFile})");

    /// <summary>Fast shutdown: sessions are cut, transactions rolled back.</summary>
    public async Task StopAsync()
    {
        server?.Signal(Signal.Interrupt);
        await (server?.ExitAsync() ?? Task.CompletedTask);
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>kill -9; <see cref="StartAsync"/> then goes through crash recovery.</summary>
    public Task KillAsync() => server?.KillAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Signal(Signal.Quit);
            await server.ExitAsync();
            await server.DisposeAsync();
        }

        RigFiles.Remove(folder);
    }

    private async Task InitialiseAsync()
    {
        var secret = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(secret, password);
        if (Environment.IsPrivilegedProcess)
            await ChildProcess.RunAsync(["chown", "-R", Account, folder]);
        var (exit, output) = await ChildProcess.RunAsync(
            [
                Program("initdb"), "-D", Data, "-U", Superuser, "--pwfile", secret, "--auth", "scram-sha-256",
                "-E", "UTF8", "--locale", "C", "--no-sync", "--no-instructions",
            ],
            Account);
        File.Delete(secret);
        if (exit != 0)
            throw new InvalidOperationException("initdb: " + output);
    }

    private Task<ChildProcess> LaunchAsync()
    {
        var durable = fsync ? "on" : "off";
        return ChildProcess.StartAsync(
            [
                Program("postgres"), "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture),
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200",
                "-c", "fsync=" + durable, "-c", "full_page_writes=" + durable, "-c", "timezone=UTC", "-c", "log_timezone=UTC",
                .. settings.SelectMany(s => (string[])["-c", $"{s.Key}={s.Value}"]),
            ],
            LogFile,
            Account,
            whenOrphaned: "QUIT");
    }

    private async Task<bool> TakesConnectionsAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private string ConnectionString(string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = Superuser,
        Password = password,
        Database = database,
        Pooling = pooling,
        Timeout = 5,
    }.ConnectionString;

    /// <summary>Debian keeps the server's programs of each version in a folder that is not on the path.</summary>
    private static string Program(string name) =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin", name))
            .FirstOrDefault(File.Exists) ?? name;
}
