using System.Threading.Channels;

namespace Orchestrator.Engine.Intake;

/// <summary>What the links found out, in order, on its way to the disk and the database. Unbounded: reports are few and small, and none may be dropped.</summary>
public sealed class IntakeQueue
{
    private readonly Channel<PendingVerdict> verdicts = Channel.CreateUnbounded<PendingVerdict>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<PendingVerdict> Reader => verdicts.Reader;

    public void Add(IEnumerable<CallVerdict> found)
    {
        foreach (var verdict in found)
        {
            Put(verdict);
        }
    }

    /// <summary>Adds one.</summary>
    /// <returns>Completes when a crash cannot lose it any more: it is on the disk or in the database.</returns>
    public Task KeepAsync(CallVerdict verdict) => Put(verdict).Kept;

    private PendingVerdict Put(CallVerdict verdict)
    {
        var pending = new PendingVerdict(verdict);
        verdicts.Writer.TryWrite(pending);
        return pending;
    }
}

/// <summary>A verdict on its way to the database.</summary>
public sealed class PendingVerdict(CallVerdict verdict)
{
    private readonly TaskCompletionSource kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CallVerdict Verdict { get; } = verdict;

    /// <summary>It is on the disk or in the database.</summary>
    public Task Kept => kept.Task;

    public void Keep() => kept.TrySetResult();
}
