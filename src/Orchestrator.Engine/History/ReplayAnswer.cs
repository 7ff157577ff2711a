using Orchestrator.Core.Reasons;
using Orchestrator.Core.Replay;

namespace Orchestrator.Engine.History;

/// <summary><c>policy replay --json</c>. See docs/replay.md.</summary>
/// <param name="Replay">What the policy would have done.</param>
/// <param name="Compare">What the other would have done; null without <c>--compare</c>.</param>
/// <param name="Assumptions">What it cannot know.</param>
internal sealed record ReplayAnswer(HistoryNotes History, ReplayReport Replay, ReplayReport? Compare, IReadOnlyList<Reason> Assumptions);
