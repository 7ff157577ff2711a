namespace Orchestrator.Rig.Asterisk;

public sealed record AsteriskOptions
{
    /// <summary>How many parallel lanes (1 to 9) to lay out; tests that use different lanes do not disturb each other.</summary>
    public int Lanes { get; init; } = 8;
}

public sealed record AmiAccess(string Host, int Port, string User, string Secret);

public sealed record AriAccess(Uri Url, string User, string Password);

/// <summary>An Asterisk of one's own, with the configuration of asterisk-conf/, on free loopback ports.</summary>
public sealed class PrivateAsterisk : IAsyncDisposable
{
    public int SipPort { get; }
    public AmiAccess Ami { get; } = null!;
    public AriAccess Ari { get; } = null!;
    public IReadOnlyList<Lane> Lanes { get; } = [];
    /// <summary>The operators 101 and 102 and the trunk of the checked-in configuration, as the demo uses them.</summary>
    public Lane Sales { get; } = null!;
    public string LogFile { get; } = "";
    public string QueueLogFile { get; } = "";
    public static Task<PrivateAsterisk> StartNewAsync(AsteriskOptions? options = null) => throw new NotSupportedException();
    /// <summary>Starts again on the same ports and waits until fully booted.</summary>
    public Task StartAsync() => throw new NotSupportedException();
    public Task StopAsync() => throw new NotSupportedException();
    public Task KillAsync() => throw new NotSupportedException();
    public Task RestartAsync() => throw new NotSupportedException();
    /// <summary>SIGSTOP: connections stay open and nothing answers.</summary>
    public void Freeze() => throw new NotSupportedException();
    public void Thaw() => throw new NotSupportedException();
    /// <summary>Runs a console command, for instance <c>core show channels</c>, and returns what it prints.</summary>
    public Task<string> CliAsync(string command) => throw new NotSupportedException();
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
