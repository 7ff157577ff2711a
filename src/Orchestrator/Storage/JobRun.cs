using NodaTime;

namespace Orchestrator.Storage;

/// <summary>How a run of a job stands. The first four are written; the last two are told by what is written around them.</summary>
public enum JobState
{
    Running,
    Succeeded,
    Failed,

    /// <summary>It was due while nothing could run it; the run itself follows, late.</summary>
    Misfired,

    /// <summary>It began, and its instance died. The engine runs a wake-up again by itself.</summary>
    Interrupted,

    /// <summary>It failed, the automatic retries are used up, and nobody has retried or discarded it yet.</summary>
    Dead,
}

/// <summary>A row of <c>job_run</c> as it is written.</summary>
public sealed record JobRun
{
    public required Guid Id { get; init; }

    /// <summary>A word: <c>wake_up</c>, <c>sweep</c>…</summary>
    public required string Kind { get; init; }

    public Guid? CaseId { get; init; }

    public required string Instance { get; init; }

    public required string FireInstanceId { get; init; }

    public required Instant ScheduledAt { get; init; }

    public required Instant StartedAt { get; init; }

    public Instant? EndedAt { get; init; }

    /// <summary>A word of <see cref="JobState"/>, one that is written.</summary>
    public required string State { get; init; }

    /// <summary>0: the first; n: the nth automatic retry.</summary>
    public int Attempt { get; init; }

    public string? Exception { get; init; }

    public Instant? RetryAt { get; init; }

    public bool GivenUp { get; init; }

    public string? AskedBy { get; init; }
}

/// <summary>A run as people and programs see it in a list.</summary>
public class JobRunSummary
{
    public Guid Id { get; init; }

    public required string Kind { get; init; }

    public Guid? CaseId { get; init; }

    /// <summary>A word of <see cref="JobState"/>.</summary>
    public required string State { get; init; }

    public required string Instance { get; init; }

    public Instant ScheduledAt { get; init; }

    public Instant StartedAt { get; init; }

    public Instant? EndedAt { get; init; }

    public int Attempt { get; init; }

    public Instant? RetryAt { get; init; }

    /// <summary>The first line of the exception.</summary>
    public string? Error { get; init; }

    public string? AskedBy { get; init; }

    public Instant? SettledAt { get; init; }

    public string? SettledBy { get; init; }

    /// <summary><c>retried</c> or <c>discarded</c>.</summary>
    public string? SettledAs { get; init; }
}

/// <summary>A run with everything that is known of it.</summary>
public sealed class JobRunView : JobRunSummary
{
    public required string FireInstanceId { get; init; }

    public string? Exception { get; init; }
}

/// <summary>Which runs. What is null does not matter.</summary>
/// <param name="State">How they stand.</param>
/// <param name="Kind">A word.</param>
/// <param name="CaseIds">Of one of these cases.</param>
public sealed record JobRunFilter(JobState? State = null, string? Kind = null, Guid[]? CaseIds = null);
