using System.Threading.Channels;
using NodaTime;

namespace Orchestrator.Cases;

/// <summary>What is to be done once a transaction on cases has been committed: hints only, all of which the sweep can repair.</summary>
public sealed class Aftermath
{
    private readonly List<(Guid Case, Instant At)> wakeUps = [];
    private readonly List<(Guid Case, string Why)> cancels = [];

    public IReadOnlyList<(Guid Case, Instant At)> WakeUps => wakeUps;

    /// <summary>The database's clock in the transaction: wake-ups are due by it.</summary>
    public Instant Now { get; set; }

    /// <summary>Running attempts that shall stop.</summary>
    public IReadOnlyList<(Guid Case, string Why)> Cancels => cancels;

    /// <summary>A case became ready.</summary>
    public bool Ready { get; private set; }

    public void Wake(Guid caseId, Instant at) => wakeUps.Add((caseId, at));

    public void MakeReady() => Ready = true;

    public void Cancel(Guid caseId, string why) => cancels.Add((caseId, why));
}

/// <summary>Tells the dispatcher to look: a case became ready, an operator or a line became free. Many pokes are one look.</summary>
public sealed class DispatchSignal
{
    private readonly Channel<bool> pokes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Poke() => pokes.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken cancel) => pokes.Reader.ReadAsync(cancel);
}
