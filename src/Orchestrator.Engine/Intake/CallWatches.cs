using System.Collections.Frozen;
using NodaTime;
using Orchestrator.Engine.Pbx;

namespace Orchestrator.Engine.Intake;

/// <summary>The calls of every PBX.</summary>
public sealed class CallWatches(PbxNodes nodes, IntakeQueue queue, IClock clock)
{
    private readonly FrozenDictionary<string, CallWatch> byPbx = nodes.All.ToFrozenDictionary(n => n.Name, n => new CallWatch(n.Name, n.SharedApp, queue, clock), StringComparer.Ordinal);

    public CallWatch Of(PbxNode node) => byPbx[node.Name];
}
