using System.Threading.Channels;

namespace Orchestrator.Intake;

/// <summary>What the links found out, in order, on its way to the database. Unbounded: reports are few and small, and none may be dropped.</summary>
public sealed class IntakeQueue
{
    private readonly Channel<CallVerdict> verdicts = Channel.CreateUnbounded<CallVerdict>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<CallVerdict> Reader => verdicts.Reader;

    public void Add(IEnumerable<CallVerdict> found)
    {
        foreach (var verdict in found)
        {
            verdicts.Writer.TryWrite(verdict);
        }
    }

    public void Add(CallVerdict verdict) => verdicts.Writer.TryWrite(verdict);
}
