using Orchestrator.Core;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>What a job is for.</summary>
public enum JobKind
{
    /// <summary>A case is due.</summary>
    WakeUp,

    /// <summary>Repairs what a lost wake-up or a crash left behind.</summary>
    Sweep,

    /// <summary>Keeps the outbox of notices small.</summary>
    NoticeTidy,

    /// <summary>Keeps the history of jobs small.</summary>
    JobTidy,
}

/// <summary>Jobs as the engine names them.</summary>
internal static class JobNames
{
    public const string Recurring = "recurring";

    public static JobKey KeyOf(JobKind recurring) => new(Words.Of(recurring).Replace('_', '-'), Recurring);

    /// <summary>Null: a job of another version of this program.</summary>
    public static JobKind? KindOf(JobKey key) => key.Group switch
    {
        CaseWakeUpJob.Group => JobKind.WakeUp,
        Recurring => Words.Find<JobKind>(key.Name.Replace('-', '_')),
        _ => null,
    };

    /// <summary>Whose wake-up it is; null for any other job.</summary>
    public static Guid? CaseOf(JobKey key) => key.Group == CaseWakeUpJob.Group && Guid.TryParseExact(key.Name, "N", out var id) ? id : null;
}
