using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Recurring jobs that stand still: reads and writes <c>job_pause</c>.</summary>
public sealed class JobPauseStore(Transaction tx)
{
    public Task<IReadOnlyList<JobPause>> ListAsync() => tx.ListAsync<JobPause>("select kind, paused_at, paused_by, reason from job_pause");

    public Task<bool> IsPausedAsync(JobKind kind) => tx.GetAsync<bool>("select exists (select from job_pause where kind = @kind)", new { kind });

    /// <returns>False: it is paused already.</returns>
    public async Task<bool> PauseAsync(JobKind kind, string reason, Actor by) =>
        await tx.ExecuteAsync("insert into job_pause (kind, paused_by, reason) values (@kind, @Name, @reason) on conflict (kind) do nothing", new { kind, by.Name, reason }) == 1;

    /// <returns>The pause that ended; null: there was none.</returns>
    public Task<JobPause?> ResumeAsync(JobKind kind) =>
        tx.FindAsync<JobPause>("delete from job_pause where kind = @kind returning kind, paused_at, paused_by, reason", new { kind });
}

/// <summary>A recurring job that stands still.</summary>
public sealed class JobPause
{
    public JobKind Kind { get; init; }

    public Instant PausedAt { get; init; }

    public required string PausedBy { get; init; }

    public required string Reason { get; init; }
}
