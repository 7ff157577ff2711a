namespace Orchestrator.Rig.Sip;

/// <summary>One end of a conversation: sends PCMU that carries its own pattern and notes which patterns arrive.</summary>
public sealed class RtpProbe : IAsyncDisposable
{
    public int Port => throw new NotSupportedException();
    public byte Pattern => throw new NotSupportedException();
    /// <param name="pattern">The PCMU byte that fills this side's packets, different for each side of a call.</param>
    public static RtpProbe Open(byte pattern) => throw new NotSupportedException();
    /// <summary>Packets that arrived filled with this pattern.</summary>
    public int Heard(byte pattern) => throw new NotSupportedException();
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
