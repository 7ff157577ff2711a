using NodaTime;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>How a job stands, in the words of the HTTP API.</summary>
public enum JobState
{
    /// <summary>Its case is due within seconds, or waits for an operator.</summary>
    Running,

    /// <summary>In the queue: it starts at once.</summary>
    Enqueued,

    /// <summary>It failed, its retries are used up, and nobody has retried it yet.</summary>
    Dead,

    /// <summary>It failed and will be retried by itself.</summary>
    Failed,

    /// <summary>To come.</summary>
    Scheduled,

    Succeeded,

    /// <summary>Its case was closed before it was due.</summary>
    Deleted,

    /// <summary>Of the engine before Hangfire: none any more.</summary>
    Misfired,

    /// <summary>Of the engine before Hangfire: none any more.</summary>
    Interrupted,
}

/// <summary>A job as people and programs see it in a list.</summary>
public class JobSummary
{
    /// <summary>Hangfire's number of it.</summary>
    public required string Id { get; init; }

    /// <summary>For people: <c>Call back +7916…01 · sales · attempt 3</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A word of <see cref="JobKind"/>; empty when it is none of ours.</summary>
    public required string Kind { get; init; }

    public Guid? CaseId { get; init; }

    public JobState State { get; init; }

    /// <summary>Where it runs or ran; empty when that is not known.</summary>
    public string Instance { get; init; } = "";

    /// <summary>When it starts, or was put into the queue: some seconds before its case is due.</summary>
    public Instant ScheduledAt { get; init; }

    public Instant? StartedAt { get; init; }

    public Instant? EndedAt { get; init; }

    /// <summary>0: the first try; n: the nth automatic retry.</summary>
    public int Attempt { get; init; }

    public Instant? RetryAt { get; init; }

    /// <summary>The first line of what it failed of.</summary>
    public string? Error { get; init; }

    /// <summary>What came of it.</summary>
    public string? Result { get; init; }

    /// <summary>Always null since Hangfire keeps the jobs: who asked for what is in the audit.</summary>
    public string? AskedBy { get; }

    /// <inheritdoc cref="AskedBy"/>
    public Instant? SettledAt { get; }

    /// <inheritdoc cref="AskedBy"/>
    public string? SettledBy { get; }

    /// <inheritdoc cref="AskedBy"/>
    public string? SettledAs { get; }
}

/// <summary>A job with everything that is known of it.</summary>
public sealed class JobView : JobSummary
{
    /// <summary>Hangfire's name of the server that it ran on; empty when it never ran.</summary>
    public string FireInstanceId { get; init; } = "";

    public string? Exception { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<JobStep> History { get; init; } = [];
}

/// <summary>A step in a job's life.</summary>
/// <param name="State">Hangfire's word.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record JobStep(string State, Instant At, string? Reason);
