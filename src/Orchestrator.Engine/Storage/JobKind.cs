namespace Orchestrator.Engine.Storage;

/// <summary>What a job is for.</summary>
public enum JobKind
{
    /// <summary>A planned attempt.</summary>
    WakeUp,

    /// <summary>Repairs what a lost wake-up or a crash left behind.</summary>
    Sweep,

    /// <summary>Keeps the outbox of notices small.</summary>
    NoticeTidy,

    /// <summary>Kept the history of jobs small, before Hangfire did it by itself. In old links only.</summary>
    JobTidy,
}
