using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>A row of <c>callback_case</c>.</summary>
public sealed record CaseRow
{
    public Guid Id { get; init; }

    public PhoneNumber Number { get; init; }

    public required string Policy { get; init; }

    public required string PolicyVersion { get; init; }

    public required string Pbx { get; init; }

    public string? Queue { get; init; }

    public CaseState State { get; init; }

    public Disposition? Disposition { get; init; }

    public Reason? Reason { get; init; }

    public int Priority { get; init; }

    /// <summary>Added to the priority for each full hour that the case has been due.</summary>
    public int Ageing { get; init; }

    /// <summary>Of the numbers file that it was planned by; null before the first plan.</summary>
    public string? NumbersVersion { get; init; }

    /// <summary>Opened under <c>mode: observe</c>: planned like any other, never dialled.</summary>
    public bool Observed { get; init; }

    public Instant OpenedAt { get; init; }

    public Instant MissedAt { get; init; }

    public Instant? NotBefore { get; init; }

    public Instant? AskedAt { get; init; }

    public Instant? NextAttemptAt { get; init; }

    public Reason? NextAttemptWhy { get; init; }

    public Reason? HeldWhy { get; init; }

    public Disposition? Closing { get; init; }

    public Reason? ClosingWhy { get; init; }

    public Instant? ClosedAt { get; init; }

    public CaseStanding Standing
    {
        get => new(Priority, Ageing, PolicyVersion, NumbersVersion);
        init => (Priority, Ageing, PolicyVersion, NumbersVersion) = (value.Priority, value.Ageing, value.PolicyVersion, value.NumbersVersion);
    }
}

/// <summary>How a case stands among others, and which versions of the files said so.</summary>
public sealed record CaseStanding(int Priority, int Ageing, string PolicyVersion, string? NumbersVersion);
