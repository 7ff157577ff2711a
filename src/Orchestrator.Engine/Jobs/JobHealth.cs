using Orchestrator.Core;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>How it goes with the jobs: for health, doctor and the console. Judged by what is overdue and who is alive, not by what this process believes.</summary>
public sealed record JobHealth(JobCounts Counts, IReadOnlyList<JobPause> Pauses)
{
    /// <summary>Somebody works on jobs, and no case is left lying.</summary>
    public bool Moves => Counts is { Servers: > 0, Overdue: 0 };

    /// <summary>What somebody should look at.</summary>
    public IReadOnlyList<Reason> Troubles =>
    [
        .. Pauses.Select(p => Words.Of(p.Kind)).Order(StringComparer.Ordinal).Select(k => new Reason.JobKindPaused(k)),
        .. Counts.Failed > 0 ? [new Reason.JobsHaveFailed(Counts.Failed)] : Array.Empty<Reason>(),
        .. Counts.AwaitBudget > 0 ? [new Reason.CasesAwaitBudget(Counts.AwaitBudget)] : Array.Empty<Reason>(),
        .. Counts.Overdue > 0 ? [new Reason.CasesOverdue(Counts.Overdue)] : Array.Empty<Reason>(),
        .. Counts.Servers == 0 ? [new Reason.NoJobServer()] : Array.Empty<Reason>(),
    ];

    public static async Task<JobHealth> ReadAsync(Transaction tx) => new(await tx.WakeUps.CheckAsync(), await tx.JobPauses.ListAsync());
}
