using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Recurring jobs that stand still: reads and writes <c>job_pause</c>.</summary>
public static class JobPauseStore
{
    public static Task<IReadOnlyList<JobPause>> ListJobPausesAsync(this Transaction tx) => tx.ListAsync<JobPause>("select kind, paused_at, paused_by, reason from job_pause");

    public static Task<bool> IsJobPausedAsync(this Transaction tx, string kind) => tx.GetAsync<bool>("select exists (select from job_pause where kind = @kind)", new { kind });

    /// <returns>False: it is paused already.</returns>
    public static async Task<bool> PauseJobAsync(this Transaction tx, string kind, string reason, Actor by) =>
        await tx.ExecuteAsync("insert into job_pause (kind, paused_by, reason) values (@kind, @Name, @reason) on conflict (kind) do nothing", new { kind, by.Name, reason }) == 1;

    /// <returns>The pause that ended; null: there was none.</returns>
    public static Task<JobPause?> ResumeJobAsync(this Transaction tx, string kind) =>
        tx.FindAsync<JobPause>("delete from job_pause where kind = @kind returning kind, paused_at, paused_by, reason", new { kind });
}

/// <summary>A recurring job that stands still.</summary>
public sealed class JobPause
{
    public required string Kind { get; init; }

    public Instant PausedAt { get; init; }

    public required string PausedBy { get; init; }

    public required string Reason { get; init; }
}
