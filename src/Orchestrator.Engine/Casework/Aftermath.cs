using NodaTime;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Notify;

namespace Orchestrator.Engine.Casework;

/// <summary>What follows a transaction on cases: notices at its end, and once it has been committed hints only, all of which the sweep can repair.</summary>
public sealed class Aftermath
{
    private readonly Dictionary<Guid, Instant?> moved = [];
    private readonly List<(Guid Case, Reason Why)> cancels = [];
    private readonly List<NoticeFact> facts = [];

    /// <summary>Cases that were moved, and when they are to be decided upon; null: they do not wait.</summary>
    public IReadOnlyDictionary<Guid, Instant?> Moved => moved;

    /// <summary>The database's clock in the transaction: wake-ups are due by it.</summary>
    public Instant Now { get; set; }

    /// <summary>Running attempts that shall stop.</summary>
    public IReadOnlyList<(Guid Case, Reason Why)> Cancels => cancels;

    /// <summary>What somebody may want to be told of, in its order; goes to the outbox in the same transaction, as the last thing.</summary>
    public IReadOnlyList<NoticeFact> Facts => facts;

    /// <summary>A case became ready.</summary>
    public bool Ready { get; private set; }

    public void Move(Guid caseId, Instant? wakeAt = null) => moved[caseId] = wakeAt;

    public void MakeReady() => Ready = true;

    public void Tell(NoticeFact fact) => facts.Add(fact);

    public void Cancel(Guid caseId, Reason why) => cancels.Add((caseId, why));
}
