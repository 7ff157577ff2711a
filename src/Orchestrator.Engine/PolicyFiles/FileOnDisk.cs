using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Policies.Checking;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>What a file of the policy directory is.</summary>
public enum FileKind
{
    Policy,
    Defaults,
    Numbers,
}

/// <summary>A file of the policy directory, and all that is to say of it.</summary>
/// <param name="File">Its name without the directory.</param>
/// <param name="Policy">The policy that is, or was, in force by it; null for other files, and for a broken one without an earlier version.</param>
/// <param name="Text">As it is on the disk; null when it is not there or cannot be read.</param>
/// <param name="Kept">The text in force; null when there is none, and for <c>defaults.yaml</c>, which is a part of each policy.</param>
/// <param name="Findings">Of the file as it is on the disk, warnings included, in the order of the lines.</param>
public sealed record FileOnDisk(
    FileKind Kind, string File, Policy? Policy, FileState State, string? Text, KeptText? Kept, ImmutableArray<PolicyFinding> Findings)
{
    /// <summary>What its page is called: a policy's name, else the file's.</summary>
    public string Name => Policy?.Name ?? File;

    public int Errors => Findings.Count(f => f.Severity == FindingSeverity.Error);

    public int Warnings => Findings.Length - Errors;

    /// <summary>Every file, the policies first.</summary>
    /// <param name="snapshot">How the files stand.</param>
    /// <param name="today">Tells holidays that are over.</param>
    internal static ImmutableArray<FileOnDisk> All(PolicySnapshot snapshot, LocalDate today)
    {
        var look = snapshot.Look;
        var warnings = look is null ? [] : PolicyWarnings.Of(look.Policies, snapshot.Numbers, today);
        var texts = (look?.Policies.Files ?? []).ToDictionary(f => f.File, f => f.Text, StringComparer.Ordinal);
        var files = snapshot.Files.Select(f => new FileOnDisk(
            FileKind.Policy, f.File, f.Policy, f.State, f.State == FileState.Withdrawn ? null : texts.GetValueOrDefault(f.File), f.Kept, Findings(f.File, f.Findings)));
        var numbers = snapshot.NumbersFile;
        var numbersName = look?.Numbers.File ?? PolicyTrial.NumbersName;
        return
        [
            .. files,
            .. look?.Policies.Defaults is { } d ? [new FileOnDisk(FileKind.Defaults, d.File, null, DefaultsState(d, snapshot), d.Text, null, Findings(d.File, d.Findings))] : Array.Empty<FileOnDisk>(),
            new FileOnDisk(FileKind.Numbers, numbersName, null, numbers.State, look?.Numbers.Text, numbers.Kept, Findings(numbersName, numbers.Findings)),
        ];

        // What a policy inherits is found with the policy, too; it belongs to the file in which it is written.
        ImmutableArray<PolicyFinding> Findings(string file, IEnumerable<PolicyFinding> own) =>
            [.. own.Concat(warnings).Where(f => Path.GetFileName(f.File) == file).Distinct().OrderBy(f => f.Line).ThenBy(f => f.Column)];
    }

    private static FileState DefaultsState(DefaultsFile defaults, PolicySnapshot snapshot) =>
        !defaults.Findings.Any(f => f.Severity == FindingSeverity.Error) ? FileState.InForce
        : snapshot.Files.Any(f => f.IsInForce && f.Kept?.Defaults.Length > 0) ? FileState.LastGoodInForce
        : FileState.Broken;
}
