using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>What follows when the files are looked at: good ones go into force, of broken ones the last good version stays. Pure.</summary>
internal static class PolicySuccession
{
    /// <summary>The snapshot after <paramref name="before"/>.</summary>
    public static PolicySnapshot Next(this PolicySnapshot before, FolderLook look, Instant now)
    {
        look = look with { Policies = look.Policies.Settled(Holders(before)) };
        var files = look.IsAway ? AllStay(before) : Files(before, look.Policies.Files, now);
        var named = files.Select(f => f.File).ToHashSet(StringComparer.Ordinal);
        var next = before with
        {
            Files = files,
            Look = look,
            Defaults = Defaults(look.Policies.Defaults, files),
            NumbersFile = Numbers(before.NumbersFile, look.Numbers, now),
            Findings = [.. look.Policies.Findings.Where(f => !named.Contains(f.File))],
        };
        var broken = look.IsAway || next.NumbersFile.State == FileState.Broken || files.Any(f => f.State == FileState.Broken);
        return next with { AwaitsKeptVersions = before.AwaitsKeptVersions && broken };
    }

    private static Dictionary<string, string> Holders(PolicySnapshot before) =>
        before.Files.Where(f => f.IsInForce).ToDictionary(f => f.Policy!.Name, f => f.File, StringComparer.Ordinal);

    private static ImmutableArray<FileStanding> Files(PolicySnapshot before, ImmutableArray<PolicyFile> found, Instant now)
    {
        // Good files first: a name that moved to another file must not be held by the last good version of the old one.
        var names = found.Select(f => f.Reading.Policy?.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var standing = new List<FileStanding>();
        foreach (var file in found)
        {
            standing.Add(file.Reading.Policy is { } policy ? Good(before, file, policy, now) : Bad(before, file, names));
        }

        var withdrawn = before.Files
            .Where(f => f.Policy is not null && !names.Contains(f.Policy.Name))
            .Select(f => f with { State = FileState.Withdrawn, Findings = [], Text = null });
        return [.. standing.Concat(withdrawn).OrderBy(f => f.File, StringComparer.Ordinal)];
    }

    private static FileStanding Good(PolicySnapshot before, PolicyFile file, Policy policy, Instant now)
    {
        var since = before.Find(policy.Name) is { IsInForce: true, Kept: { } kept } && kept.Version == policy.Version ? kept.Since : now;
        return new FileStanding(
            FileKind.Policy, file.File, FileState.InForce, new KeptText(file.File, policy.Version, file.Text, file.Defaults, since), file.Reading.Findings)
        { Policy = policy, Text = file.Text };
    }

    /// <summary>By the file's name, for a broken file's text may not even tell which policy it is.</summary>
    private static FileStanding Bad(PolicySnapshot before, PolicyFile file, HashSet<string> names)
    {
        var last = before.Files.FirstOrDefault(f => f.IsInForce && f.File == file.File);
        return last?.Policy is { } policy && names.Add(policy.Name)
            ? last with { State = FileState.LastGoodInForce, Findings = file.Reading.Findings, Text = file.Text }
            : new FileStanding(FileKind.Policy, file.File, FileState.Broken, null, file.Reading.Findings) { Text = file.Text };
    }

    private static ImmutableArray<FileStanding> AllStay(PolicySnapshot before) =>
        [.. before.Files.Select(f => f with { State = f.IsInForce ? FileState.LastGoodInForce : f.State, Text = null })];

    /// <summary>From broken defaults nothing is taken; what was inherited before stays with the policies.</summary>
    private static FileStanding? Defaults(DefaultsFile? found, ImmutableArray<FileStanding> policies)
    {
        if (found is null)
        {
            return null;
        }

        var state = !found.Findings.Any(f => f.Severity == FindingSeverity.Error) ? FileState.InForce
            : policies.Any(f => f.IsInForce && f.Kept?.Defaults.Length > 0) ? FileState.LastGoodInForce
            : FileState.Broken;
        return new FileStanding(FileKind.Defaults, found.File, state, null, found.Findings) { Text = found.Text };
    }

    /// <summary>A numbers file that is gone counts as broken: without it nobody would know whom not to call.</summary>
    private static FileStanding Numbers(FileStanding before, NumbersLook look, Instant now)
    {
        var findings = look.Reading.Findings;
        if (look.Text is null || look.Reading.Plan is not { } plan)
        {
            return before.Kept is null
                ? new FileStanding(FileKind.Numbers, look.File, FileState.Broken, null, findings) { Numbers = look.Reading.Plan ?? NumberPlan.Unknown, Text = look.Text }
                : before with { File = look.File, State = FileState.LastGoodInForce, Findings = findings, Text = look.Text };
        }

        var version = PolicyVersion.Of(look.Text);
        var since = before.Kept?.Version == version ? before.Kept.Since : now;
        return new FileStanding(FileKind.Numbers, look.File, FileState.InForce, new KeptText(look.File, version, look.Text, "", since), findings) { Numbers = plan, Text = look.Text };
    }
}
