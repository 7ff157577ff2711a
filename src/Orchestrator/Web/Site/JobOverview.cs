using Orchestrator.Core;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Site;

/// <summary>What the page of jobs shows.</summary>
/// <param name="Counts">How it goes.</param>
/// <param name="Overdue">Cases that should have been decided upon; null: not asked for.</param>
/// <param name="Next">Cases by when they are due, or those that were searched for.</param>
/// <param name="NextLink">The rest of them; null: that was all.</param>
/// <param name="Pauses">Recurring jobs that stand still.</param>
/// <param name="Instances">Who runs.</param>
public sealed record JobOverview(
    JobCounts Counts, IReadOnlyList<WakeUpRow>? Overdue, IReadOnlyList<WakeUpRow> Next, string? NextLink, string? Find, IReadOnlyList<JobPause> Pauses, IReadOnlyList<InstanceView> Instances)
{
    public JobPause? PauseOf(JobKind kind) => Pauses.FirstOrDefault(p => p.Kind == kind);
}
