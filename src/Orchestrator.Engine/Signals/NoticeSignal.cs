
namespace Orchestrator.Engine.Signals;

/// <summary>Tells the notice worker to look: notices were written, or a lane has room again.</summary>
public sealed class NoticeSignal : Signal;
