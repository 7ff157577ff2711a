using System.Collections.Frozen;
using NodaTime;
using Orchestrator.Engine.Pbx;

namespace Orchestrator.Engine.Operators;

/// <summary>The operators of every PBX.</summary>
public sealed class OperatorBoards(PbxNodes nodes, IClock clock)
{
    private readonly FrozenDictionary<string, OperatorBoard> byPbx = nodes.All.ToFrozenDictionary(n => n.Name, _ => new OperatorBoard(clock), StringComparer.Ordinal);

    public IReadOnlyCollection<OperatorBoard> All => byPbx.Values;

    public OperatorBoard Of(PbxNode node) => byPbx[node.Name];

    public OperatorBoard? Find(string pbx) => byPbx.GetValueOrDefault(pbx);
}
