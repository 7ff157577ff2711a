namespace Orchestrator.Rig.Postgres;

/// <summary>A PostgreSQL cluster of one's own on a free loopback port; gone with its files when disposed.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    public int Port { get; }
    public string LogFile { get; } = "";
    /// <summary>Initialises a cluster and starts it.</summary>
    /// <param name="fsync">false is fast and enough unless the test is about a crash of the machine.</param>
    public static Task<PrivatePostgres> StartNewAsync(bool fsync = false) => throw new NotSupportedException();
    /// <summary>A new empty database; returns its connection string.</summary>
    public Task<string> CreateDatabaseAsync(string? name = null) => throw new NotSupportedException();
    public Task StartAsync() => throw new NotSupportedException();
    /// <summary>Fast shutdown: sessions are cut, transactions rolled back.</summary>
    public Task StopAsync() => throw new NotSupportedException();
    public Task RestartAsync() => throw new NotSupportedException();
    /// <summary>kill -9; <see cref="StartAsync"/> then goes through crash recovery.</summary>
    public Task KillAsync() => throw new NotSupportedException();
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
