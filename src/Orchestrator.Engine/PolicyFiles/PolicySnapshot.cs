using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Checking;
using Orchestrator.Core.Fields;
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
    public ImmutableArray<FileStanding> Files
    {
        get;
        init
        {
            field = value;
            Set = new PolicySet([.. value.Where(f => f.IsInForce).Select(f => f.Policy!)]);
        }
    }

    = [];

    /// <summary>The file that all policies inherit from; null when there is none.</summary>
    public FileStanding? Defaults { get; init; }

    public FileStanding NumbersFile { get; init; } = new(FileKind.Numbers, PolicyTrial.NumbersName, FileState.Broken, null, []);

    /// <summary>What is wrong with the directory as a whole, or with a file that is no policy.</summary>
    public ImmutableArray<PolicyFinding> Findings { get; init; } = [];

    /// <summary>What was seen on the disk last; null where no file is behind it.</summary>
    public FolderLook? Look { get; init; }

    /// <summary>Something is broken, and the versions kept in Postgres could not be asked yet for its last good one.</summary>
    public bool AwaitsKeptVersions { get; init; }

    public NumberPlan Numbers => NumbersFile.Numbers;

    /// <summary>Empty when there is no numbers file.</summary>
    public string NumbersVersion => NumbersFile.Kept?.Version ?? "";

    /// <summary>Policies that no file is behind.</summary>
    public static PolicySnapshot Of(PolicySet set, NumberPlan numbers)
    {
        var none = new PolicySnapshot();
        return none with { Set = set, NumbersFile = none.NumbersFile with { State = FileState.InForce, Numbers = numbers } };
    }

    /// <summary>A policy by its name, in force or withdrawn.</summary>
    public FileStanding? Find(string policy) => Files.FirstOrDefault(f => f.Policy?.Name == policy);

    /// <summary>Every file, the policies first, with all that is to say of it: warnings as well, in the order of the lines.</summary>
    /// <param name="today">Tells holidays that are over.</param>
    public ImmutableArray<FileStanding> All(LocalDate today)
    {
        var warnings = Look is null ? [] : PolicyWarnings.Of(Look.Policies, Numbers, today);
        IEnumerable<FileStanding> all = [.. Files, .. Defaults is { } defaults ? [defaults] : Array.Empty<FileStanding>(), NumbersFile];

        // What a policy inherits is found with the policy, too; it belongs to the file in which it is written.
        return [.. all.Select(f => f with
        {
            Findings = [.. f.Findings.Concat(warnings).Where(w => Path.GetFileName(w.File) == f.File).Distinct().OrderBy(w => w.Line).ThenBy(w => w.Column)],
        })];
    }
}

/// <summary>A missed call cannot be decided on yet. It is kept and tried again.</summary>
public sealed class KeptVersionsUnreadException() : Exception("a policy file is broken, and the kept versions are not read yet");
