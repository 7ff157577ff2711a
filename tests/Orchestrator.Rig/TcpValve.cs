namespace Orchestrator.Rig;

/// <summary>A loopback TCP proxy that can cut or freeze what runs through it: a connection lost, or half-open.</summary>
public sealed class TcpValve : IAsyncDisposable
{
    public int Port => throw new NotSupportedException();
    public static TcpValve Open(int targetPort) => throw new NotSupportedException();
    /// <summary>Resets every connection; new ones are let through.</summary>
    public void Cut() => throw new NotSupportedException();
    /// <summary>Nothing passes in either direction, connections stay open; new ones are accepted and get nothing.</summary>
    public void Freeze() => throw new NotSupportedException();
    public void Thaw() => throw new NotSupportedException();
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
