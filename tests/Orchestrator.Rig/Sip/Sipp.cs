namespace Orchestrator.Rig.Sip;

/// <param name="StartLine">Request line or status line.</param>
public sealed record SipMessage(bool Received, string StartLine, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    /// <summary>INVITE, CANCEL…; null for a response.</summary>
    public string? Method => throw new NotSupportedException();
    /// <summary>200, 486…; null for a request.</summary>
    public int? Status => throw new NotSupportedException();
    public string? this[string header] => throw new NotSupportedException();
    public string CallId => throw new NotSupportedException();
}

/// <summary>A running SIPp and all that it sent and received.</summary>
public sealed class Sipp : IAsyncDisposable
{
    public IReadOnlyList<SipMessage> Messages => throw new NotSupportedException();
    public bool HasExited => throw new NotSupportedException();
    /// <summary>Plays the caller: calls <paramref name="sipPort"/> on 127.0.0.1.</summary>
    public static Task<Sipp> CallAsync(int sipPort, CallerScript script) => throw new NotSupportedException();
    /// <summary>Plays a phone (an operator or the customers behind a trunk) until stopped.</summary>
    public static Task<Sipp> AnswerAsync(int port, PhoneScript script) => throw new NotSupportedException();
    /// <summary>Requests of this method that arrived, retransmissions not counted.</summary>
    public int Received(string method) => throw new NotSupportedException();
    public Task<SipMessage> WaitForAsync(Func<SipMessage, bool> wanted, TimeSpan? deadline = null) => throw new NotSupportedException();
    /// <summary>Waits until it has played its script; returns SIPp's exit code (0: the script was followed).</summary>
    public Task<int> ExitAsync(TimeSpan? deadline = null) => throw new NotSupportedException();
    /// <summary>Hangs up what is going on (a caller's SIGUSR1 would wait), by ending the process.</summary>
    public Task StopAsync() => throw new NotSupportedException();
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
