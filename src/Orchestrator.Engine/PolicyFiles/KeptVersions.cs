using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>Between snapshots and the versions that Postgres keeps.</summary>
internal static class KeptVersions
{
    /// <summary>
    /// What a snapshot becomes with the kept versions behind it: policies that it has get the time at which they really took effect,
    /// and policies that it lacks, or has from another file while the kept one is there, too, are there as if they had been in force, for their files to be looked at once more.
    /// </summary>
    public static PolicySnapshot Behind(this PolicySnapshot now, IReadOnlyList<PolicyVersionRow> rows)
    {
        var policies = rows.Where(r => r.Kind == VersionKind.Policy).ToList();
        var recalled = policies.Where(r => now.Find(r.Name) is not { } there || IsBeside(now, r, there)).Select(Recall).OfType<FileStanding>().ToList();
        var dated = now.Files
            .Where(f => !recalled.Exists(r => r.Policy!.Name == f.Policy?.Name))
            .Select(f => f with { Kept = Dated(f.Kept, policies.Find(r => r.Name == f.Policy?.Name)) });
        var numbers = rows.FirstOrDefault(r => r.Kind == VersionKind.Numbers);
        return now with
        {
            Files = [.. dated.Concat(recalled)],
            NumbersFile = now.NumbersFile.Kept is null && numbers is not null
                ? Recall(now.NumbersFile, numbers)
                : now.NumbersFile with { Kept = Dated(now.NumbersFile.Kept, numbers) },
            AwaitsKeptVersions = false,
        };
    }

    /// <summary>A snapshot's versions as rows; each with an id of its own, in case that it is new.</summary>
    /// <param name="snapshot">What is in force.</param>
    /// <param name="instance">Here.</param>
    /// <param name="now">For the ids.</param>
    public static IReadOnlyList<PolicyVersionRow> Rows(this PolicySnapshot snapshot, string instance, Instant now)
    {
        var rows = snapshot.Files.Where(f => f.IsInForce)
            .Select(f => Row(VersionKind.Policy, f.Policy!.Name, f.Kept!))
            .ToList();
        if (snapshot.NumbersFile.Kept is { } numbers)
        {
            rows.Add(Row(VersionKind.Numbers, PolicyVersionRow.NumbersName, numbers));
        }

        return rows;

        PolicyVersionRow Row(VersionKind kind, string name, KeptText kept) => new()
        {
            Id = Guid.CreateVersion7(now.ToDateTimeOffset()),
            Kind = kind,
            Name = name,
            File = kept.File,
            Version = kept.Version,
            Text = kept.Text,
            Defaults = kept.Defaults,
            EffectiveAt = kept.Since,
            Instance = instance,
        };
    }

    /// <summary>The policy of a kept version; null when this build cannot read it any more.</summary>
    public static Policy? Read(this PolicyVersionRow row) =>
        PolicyDirectory.Read(row.File, row.Text, row.Defaults).Policy is { } policy && policy.Name == row.Name ? policy : null;

    /// <summary>Whether a policy's name was given by a new file while nobody knew that the kept version's file, which is there, too, has it.</summary>
    private static bool IsBeside(PolicySnapshot now, PolicyVersionRow kept, FileStanding there) =>
        there.IsInForce && there.File != kept.File && now.Files.Any(f => f.File == kept.File && f.State == FileState.Broken);

    private static KeptText? Dated(KeptText? kept, PolicyVersionRow? row) =>
        kept is not null && row?.Version == kept.Version ? kept with { Since = row.EffectiveAt } : kept;

    // What this build cannot read any more stays kept, and is no last good version.
    private static FileStanding? Recall(PolicyVersionRow row) =>
        row.Read() is { } policy ? new FileStanding(FileKind.Policy, row.File, FileState.InForce, TextOf(row), []) { Policy = policy } : null;

    private static FileStanding Recall(FileStanding none, PolicyVersionRow row) =>
        NumbersFile.Read(row.File, row.Text).Plan is { } plan ? new FileStanding(FileKind.Numbers, row.File, FileState.InForce, TextOf(row), []) { Numbers = plan } : none;

    private static KeptText TextOf(PolicyVersionRow row) => new(row.File, row.Version, row.Text, row.Defaults, row.EffectiveAt);
}
