using Hangfire.States;

namespace Orchestrator.Engine.Jobs;

/// <summary>Where a case's job stands.</summary>
internal enum JobStage
{
    /// <summary>There is none, or it has ended.</summary>
    None,

    /// <summary>To come: scheduled, or in the queue.</summary>
    Planned,

    /// <summary>Its case is due within seconds, or waits for an operator.</summary>
    Started,

    /// <summary>The decision upon its case failed, and so did all retries.</summary>
    Failed,
}

internal static class JobStages
{
    /// <param name="state">Hangfire's word for it; null: there is no job.</param>
    public static JobStage Of(string? state) => state switch
    {
        null => JobStage.None,
        _ when state == ProcessingState.StateName => JobStage.Started,
        _ when state == FailedState.StateName => JobStage.Failed,
        _ when state == SucceededState.StateName || state == DeletedState.StateName => JobStage.None,
        _ => JobStage.Planned,
    };

    public static bool IsLive(this JobStage stage) => stage != JobStage.None;
}
