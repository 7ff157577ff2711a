using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>The policies and number rules in force at one time, and how each file stands. Immutable.</summary>
public sealed record PolicySnapshot
{
    /// <summary>Before anything was read.</summary>
    public static PolicySnapshot Unread { get; } = new() { AwaitsKeptVersions = true };

    /// <summary>The policies in force, in the order of their files.</summary>
    public PolicySet Set { get; private init; } = PolicySet.Empty;

    /// <summary>The policy files, in the order of their names, and those that were withdrawn since the start.</summary>
    public ImmutableArray<PolicyStanding> Files
    {
        get;
        init
        {
            field = value;
            Set = new PolicySet([.. value.Where(f => f.IsInForce).Select(f => f.Policy!)]);
        }
    }

    = [];

    public NumbersStanding NumbersFile { get; init; } = new(FileState.Broken, NumberPlan.Unknown, null, []);

    /// <summary>What is wrong with the directory as a whole, or with a file that is no policy.</summary>
    public ImmutableArray<PolicyFinding> Findings { get; init; } = [];

    /// <summary>What was seen on the disk last; null where no file is behind it.</summary>
    public FolderLook? Look { get; init; }

    /// <summary>Something is broken, and the versions kept in Postgres could not be asked yet for its last good one.</summary>
    public bool AwaitsKeptVersions { get; init; }

    public NumberPlan Numbers => NumbersFile.Plan;

    /// <summary>Empty when there is no numbers file.</summary>
    public string NumbersVersion => NumbersFile.Kept?.Version ?? "";

    /// <summary>Policies that no file is behind.</summary>
    public static PolicySnapshot Of(PolicySet set, NumberPlan numbers) => new()
    {
        Set = set,
        NumbersFile = new NumbersStanding(FileState.InForce, numbers, null, []),
    };

    /// <summary>A policy by its name, in force or withdrawn.</summary>
    public PolicyStanding? Find(string policy) => Files.FirstOrDefault(f => f.Policy?.Name == policy);
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

/// <summary>How a policy file stands.</summary>
/// <param name="File">Its name without the directory.</param>
/// <param name="State">Whether it is in force, and as what.</param>
/// <param name="Policy">What is or was in force; null for a broken file without an earlier version.</param>
/// <param name="Kept">The text behind <paramref name="Policy"/>.</param>
/// <param name="Findings">Of the file as it is on the disk.</param>
public sealed record PolicyStanding(string File, FileState State, Policy? Policy, KeptText? Kept, ImmutableArray<PolicyFinding> Findings)
{
    public bool IsInForce => State is FileState.InForce or FileState.LastGoodInForce;
}

/// <summary>How the numbers file stands.</summary>
/// <param name="State">Whether it is in force, and as what.</param>
/// <param name="Plan">What is in force; <see cref="NumberPlan.Unknown"/> without a good file.</param>
/// <param name="Kept">The text behind it; null without one.</param>
/// <param name="Findings">Of the file as it is on the disk.</param>
public sealed record NumbersStanding(FileState State, NumberPlan Plan, KeptText? Kept, ImmutableArray<PolicyFinding> Findings);

/// <summary>A file's text as it took effect.</summary>
/// <param name="File">Its name without the directory.</param>
/// <param name="Version">Names the text.</param>
/// <param name="Text">The whole file.</param>
/// <param name="Defaults">Of <c>defaults.yaml</c>; empty when there is none.</param>
/// <param name="Since">When it took effect.</param>
public sealed record KeptText(string File, string Version, string Text, string Defaults, Instant Since);

/// <summary>A missed call cannot be decided upon yet. It is kept and tried again.</summary>
public sealed class KeptVersionsUnreadException() : Exception("a policy file is broken, and the kept versions are not read yet");
