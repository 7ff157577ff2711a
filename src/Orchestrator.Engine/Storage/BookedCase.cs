using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>A case beside its job: the one that is booked for its next attempt, or was the last.</summary>
public sealed class BookedCase
{
    public Guid Id { get; init; }

    public PhoneNumber Number { get; init; }

    public required string Policy { get; init; }

    public CaseState State { get; init; }

    public bool Observed { get; init; }

    public Instant? NextAttemptAt { get; init; }

    public Reason? NextAttemptWhy { get; init; }

    public Disposition? Disposition { get; init; }

    public Reason? Reason { get; init; }

    public long? JobId { get; init; }

    /// <summary>What the job was booked for; null: nothing is booked. When it differs from <see cref="NextAttemptAt"/> the job has to follow.</summary>
    public Instant? JobAt { get; init; }

    /// <summary>The engine's word; null: there is no such job.</summary>
    public string? JobState { get; init; }

    /// <summary>Attempts that were begun; of an observed case those that would have been.</summary>
    public int Attempts { get; init; }

    /// <summary>How many of them have a job that tells what came of it. A job that is still to come, or at work, is for the one behind.</summary>
    public int AttemptsTold { get; init; }

    /// <summary>How that one ended, the first that no job has told of; null: it has not, or there is none.</summary>
    public Outcome? AttemptOutcome { get; init; }

    public Instant? AttemptStartedAt { get; init; }

    /// <summary>Who was rung for it.</summary>
    public string? AttemptOperators { get; init; }

    /// <summary>The database's clock when this was read.</summary>
    public Instant ReadAt { get; init; }

    /// <summary>An attempt was begun that no job has told of yet.</summary>
    public bool OwesAttempt => Attempts > AttemptsTold;
}
