using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>A case as outsiders read it: the contract of the HTTP API and of <c>--json</c>, in the order of its fields.</summary>
public class CaseSummary
{
    public Guid Id { get; init; }

    public required string Number { get; init; }

    public required string Policy { get; init; }

    public required string PolicyVersion { get; init; }

    public CaseState State { get; init; }

    public Disposition? Disposition { get; init; }

    /// <summary>Why it was closed, for people.</summary>
    public Reason? Reason { get; init; }

    public Instant OpenedAt { get; init; }

    public Instant? ClosedAt { get; init; }

    /// <summary>Null unless the case waits or is ready.</summary>
    public Instant? NextAttemptAt { get; init; }

    /// <summary>Opened under <c>mode: observe</c>: never dialled; its timeline tells when it would have been.</summary>
    public bool Observed { get; init; }

    /// <summary>Why then; told to people by the command line, to others by the timeline.</summary>
    [JsonIgnore]
    public Reason? NextAttemptWhy { get; init; }

    /// <summary>Why a ready case does not go out just now.</summary>
    [JsonIgnore]
    public Reason? HeldWhy { get; init; }

    /// <summary>How the case closes when its running attempt has ended.</summary>
    [JsonIgnore]
    public Reason? ClosingWhy { get; init; }
}

/// <summary>A case in a list; what it has more than outsiders read is for the console.</summary>
public sealed class ListedCase : CaseSummary
{
    [JsonIgnore]
    public string? Queue { get; init; }

    [JsonIgnore]
    public int Attempts { get; init; }
}

/// <summary>A case with its calls, both ways.</summary>
public class CaseDetails : CaseSummary
{
    [JsonPropertyOrder(1)] // behind the case's own fields
    public IReadOnlyList<MissedCallOfCase> MissedCalls { get; set; } = [];

    [JsonPropertyOrder(1)]
    public IReadOnlyList<AttemptView> Attempts { get; set; } = [];
}

/// <summary>A case with all that belongs to it.</summary>
public sealed class CaseView : CaseDetails
{
    [JsonPropertyOrder(2)]
    public IReadOnlyList<TimelineEntry> Timeline { get; set; } = [];

    /// <summary>For the console; null: it has none yet, or it is long past.</summary>
    [JsonIgnore]
    public JobOfCase? Job { get; set; }
}

/// <summary>The job of a case's next attempt, or of its last.</summary>
public sealed class JobOfCase
{
    public long Id { get; init; }

    /// <summary>The engine's word.</summary>
    public string? State { get; init; }
}

/// <summary>A missed call within its case.</summary>
public class MissedCallOfCase
{
    public Guid Id { get; init; }

    public required string Pbx { get; init; }

    public required string Uniqueid { get; init; }

    public Instant At { get; init; }

    public MissReason Reason { get; init; }

    public string? Queue { get; init; }

    public string? Did { get; init; }

    public double? WaitedSeconds { get; init; }

    public int? Position { get; init; }

    /// <summary>As the caller sent it, or as it was given with a wish to be called: hostile text, to be escaped where it is shown.</summary>
    public string? CallerName { get; init; }

    /// <summary>What was said with a wish to be called: hostile as well.</summary>
    public string? Comment { get; init; }
}

/// <summary>A missed call on its own.</summary>
public class MissedCallView : MissedCallOfCase
{
    /// <summary>Normalised; null when the caller's number is none that can be called.</summary>
    [JsonPropertyOrder(1)]
    public string? Number { get; init; }

    /// <summary>As the caller sent it: hostile text, to be escaped where it is shown.</summary>
    [JsonPropertyOrder(1)]
    public string? CallerNumber { get; init; }

    [JsonPropertyOrder(1)]
    public Guid? CaseId { get; init; }

    /// <summary>Why there is no case.</summary>
    [JsonPropertyOrder(1)]
    public Reason? NoCaseReason { get; init; }
}

/// <summary>A missed call in a list, with what became of its case for the console.</summary>
public sealed class ListedMissedCall : MissedCallView
{
    /// <summary>The case's.</summary>
    [JsonIgnore]
    public string? Policy { get; init; }

    /// <inheritdoc cref="Policy"/>
    [JsonIgnore]
    public CaseState? State { get; init; }

    /// <inheritdoc cref="Policy"/>
    [JsonIgnore]
    public Disposition? Disposition { get; init; }

    /// <inheritdoc cref="Policy"/>
    [JsonIgnore]
    public Reason? CaseReason { get; init; }

    /// <inheritdoc cref="Policy"/>
    [JsonIgnore]
    public Instant? ClosedAt { get; init; }

    /// <inheritdoc cref="Policy"/>
    [JsonIgnore]
    public Instant? NextAttemptAt { get; init; }
}

public sealed class AttemptView
{
    public Guid Id { get; init; }

    public int Number { get; init; }

    public AttemptState State { get; init; }

    public Outcome? Outcome { get; init; }

    public Instant StartedAt { get; init; }

    public Instant? EndedAt { get; init; }

    public string? Operator { get; init; }

    public IReadOnlyList<LegView> Legs { get; set; } = [];

    /// <summary>The name of the talk's recording on the PBX, without <c>.wav</c>.</summary>
    public string? Recording { get; init; }

    /// <summary>The outcome's reason, for people.</summary>
    [JsonIgnore]
    public Reason? Why { get; init; }
}

public sealed class LegView
{
    [JsonIgnore]
    public Guid AttemptId { get; init; }

    public LegRole Role { get; init; }

    public required string Channel { get; init; }

    public Instant? DialledAt { get; init; }

    public Instant? AnsweredAt { get; init; }

    public Instant? EndedAt { get; init; }

    /// <summary>Q.850 cause, 0 to 127.</summary>
    public int? Cause { get; init; }

    public int? SipCode { get; init; }
}

/// <summary>One thing that happened to a case.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">A word for machines.</param>
/// <param name="Text">A sentence for people.</param>
/// <param name="Data">Particulars, or null.</param>
public sealed record TimelineEntry(Instant At, string Kind, Reason Text, JsonElement? Data);
