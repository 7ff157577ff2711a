using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;

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
            NumbersFile = Numbers(before.NumbersFile, look.Numbers, now),
            Findings = [.. look.Policies.Findings.Where(f => !named.Contains(f.File))],
        };
        var broken = look.IsAway || next.NumbersFile.State == FileState.Broken || files.Any(f => f.State == FileState.Broken);
        return next with { AwaitsKeptVersions = before.AwaitsKeptVersions && broken };
    }

    private static Dictionary<string, string> Holders(PolicySnapshot before) =>
        before.Files.Where(f => f.IsInForce).ToDictionary(f => f.Policy!.Name, f => f.File, StringComparer.Ordinal);

    private static ImmutableArray<PolicyStanding> Files(PolicySnapshot before, ImmutableArray<PolicyFile> found, Instant now)
    {
        // Good files first: a name that moved to another file must not be held by the last good version of the old one.
        var names = found.Select(f => f.Reading.Policy?.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var standing = new List<PolicyStanding>();
        foreach (var file in found)
        {
            standing.Add(file.Reading.Policy is { } policy ? Good(before, file, policy, now) : Bad(before, file, names));
        }

        var withdrawn = before.Files
            .Where(f => f.Policy is not null && !names.Contains(f.Policy.Name))
            .Select(f => f with { State = FileState.Withdrawn, Findings = [] });
        return [.. standing.Concat(withdrawn).OrderBy(f => f.File, StringComparer.Ordinal)];
    }

    private static PolicyStanding Good(PolicySnapshot before, PolicyFile file, Policy policy, Instant now)
    {
        var since = before.Find(policy.Name) is { IsInForce: true, Kept: { } kept } && kept.Version == policy.Version ? kept.Since : now;
        return new PolicyStanding(
            file.File, FileState.InForce, policy, new KeptText(file.File, policy.Version, file.Text, file.Defaults, since), file.Reading.Findings);
    }

    /// <summary>By the file's name, for a broken file's text may not even tell which policy it is.</summary>
    private static PolicyStanding Bad(PolicySnapshot before, PolicyFile file, HashSet<string> names)
    {
        var last = before.Files.FirstOrDefault(f => f.IsInForce && f.File == file.File);
        return last?.Policy is { } policy && names.Add(policy.Name)
            ? last with { State = FileState.LastGoodInForce, Findings = file.Reading.Findings }
            : new PolicyStanding(file.File, FileState.Broken, null, null, file.Reading.Findings);
    }

    private static ImmutableArray<PolicyStanding> AllStay(PolicySnapshot before) =>
        [.. before.Files.Select(f => f.IsInForce ? f with { State = FileState.LastGoodInForce } : f)];

    /// <summary>A numbers file that is gone counts as broken: without it nobody would know whom not to call.</summary>
    private static NumbersStanding Numbers(NumbersStanding before, NumbersLook look, Instant now)
    {
        var findings = look.Reading.Findings;
        if (look.Text is null || look.Reading.Plan is not { } plan)
        {
            return before.Kept is null
                ? new NumbersStanding(FileState.Broken, look.Reading.Plan ?? NumberPlan.Unknown, null, findings)
                : before with { State = FileState.LastGoodInForce, Findings = findings };
        }

        var version = PolicyVersion.Of(look.Text);
        var since = before.Kept?.Version == version ? before.Kept.Since : now;
        return new NumbersStanding(FileState.InForce, plan, new KeptText(look.File, version, look.Text, "", since), findings);
    }
}
