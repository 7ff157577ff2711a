using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>What a file of the policy directory is.</summary>
public enum FileKind
{
    Policy,
    Defaults,
    Numbers,
}

/// <summary>How a file stands.</summary>
public enum FileState
{
    /// <summary>As it is on the disk.</summary>
    InForce,

    /// <summary>It is broken; what it said before holds.</summary>
    LastGoodInForce,

    /// <summary>It is broken, and there is no earlier version to hold.</summary>
    Broken,

    /// <summary>It is gone, and with it its policy.</summary>
    Withdrawn,
}

/// <summary>How a file of the policy directory stands: a policy, <c>defaults.yaml</c>, or the numbers file.</summary>
/// <param name="File">Its name without the directory.</param>
/// <param name="State">Whether it is in force, and as what.</param>
/// <param name="Kept">The text in force; null when there is none, and for <c>defaults.yaml</c>, which is a part of each policy.</param>
/// <param name="Findings">Of the file as it is on the disk.</param>
public sealed record FileStanding(FileKind Kind, string File, FileState State, KeptText? Kept, ImmutableArray<PolicyFinding> Findings)
{
    /// <summary>The policy that is, or was, in force by it; null for other files, and for a broken one without an earlier version.</summary>
    public Policy? Policy { get; init; }

    /// <summary>What the numbers file says that is in force; <see cref="NumberPlan.Unknown"/> without a good one.</summary>
    public NumberPlan Numbers { get; init; } = NumberPlan.Unknown;

    /// <summary>As it is on the disk; null when it is not there or cannot be read.</summary>
    public string? Text { get; init; }

    public bool IsInForce => State is FileState.InForce or FileState.LastGoodInForce;

    /// <summary>What its page is called: a policy's name, else the file's.</summary>
    public string Name => Policy?.Name ?? File;

    public int Errors => Findings.Count(f => f.Severity == FindingSeverity.Error);

    public int Warnings => Findings.Length - Errors;
}

/// <summary>A file's text as it took effect.</summary>
/// <param name="File">Its name without the directory.</param>
/// <param name="Version">Names the text.</param>
/// <param name="Text">The whole file.</param>
/// <param name="Defaults">Of <c>defaults.yaml</c>; empty when there is none.</param>
/// <param name="Since">When it took effect.</param>
public sealed record KeptText(string File, string Version, string Text, string Defaults, Instant Since);
