using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>How it goes with the jobs: for health, doctor and the console. Judged by what is overdue and who is alive, not by what this process believes.</summary>
public sealed record JobHealth(JobCounts Counts, IReadOnlyList<JobPause> Pauses)
{
    /// <summary>Somebody works on jobs, and no case is left lying.</summary>
    public bool Moves => Counts is { Servers: > 0, Overdue: 0 };

    /// <summary>What somebody should look at, for people.</summary>
    public IReadOnlyList<string> Troubles =>
    [
        .. Pauses.Select(p => $"{p.Kind} is paused").Order(StringComparer.Ordinal),
        .. Counts.Failed > 0 ? [$"{Phrase.Count(Counts.Failed, "job has", "jobs have")} failed"] : Array.Empty<string>(),
        .. Counts.Overdue > 0 ? [$"{Phrase.Count(Counts.Overdue, "case is", "cases are")} overdue"] : Array.Empty<string>(),
        .. Counts.Servers == 0 ? ["no job server is alive"] : Array.Empty<string>(),
    ];

    public static async Task<JobHealth> ReadAsync(Transaction tx) => new(await tx.CheckJobsAsync(), await tx.ListJobPausesAsync());
}
