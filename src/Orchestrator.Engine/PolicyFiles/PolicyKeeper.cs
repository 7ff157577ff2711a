using NodaTime;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>
/// Puts what the files say into force, at once and without Postgres; then, as soon as Postgres takes it, keeps the versions there and has the open cases planned anew.
/// </summary>
public sealed partial class PolicyKeeper
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Signal changes = new();
    private readonly PoliciesInForce policies;
    private readonly Database database;
    private readonly IReplanning replanning;
    private readonly OrchestratorOptions options;
    private readonly IClock clock;
    private readonly TimeProvider time;
    private readonly ILogger<PolicyKeeper> log;
    private FolderLook last;

    public PolicyKeeper(
        PoliciesInForce policies, Database database, IReplanning replanning, OrchestratorOptions options, IClock clock, TimeProvider time, ILogger<PolicyKeeper> log)
    {
        (this.policies, this.database, this.replanning, this.options, this.clock, this.time, this.log) =
            (policies, database, replanning, options, clock, time, log);
        last = policies.Current.Look ?? throw new ArgumentException("No files are behind the policies.", nameof(policies));
        Tell(PolicySnapshot.Unread, policies.Current);
        changes.Poke();
    }

    /// <summary>The fingerprint of the look that is in force.</summary>
    public string Taken => last.Fingerprint;

    /// <summary>Puts what was seen into force.</summary>
    public void Take(FolderLook look)
    {
        lock (gate)
        {
            last = look;
            Swap(policies.Current.Next(look, clock.GetCurrentInstant()));
        }

        changes.Poke();
    }

    /// <summary>
    /// At the start, once Postgres is there: broken files get the last good version that is kept there; and those that are good the time since when they are in force.
    /// </summary>
    public async Task RecallAsync(CancellationToken cancel)
    {
        var kept = await database.InTransactionAsync(tx => tx.PolicyVersions.InForceAsync(), cancel);
        lock (gate)
        {
            Swap(policies.Current.Behind(kept).Next(last, clock.GetCurrentInstant()));
        }
    }

    /// <summary>Follows every change up, the first time what was left at the start, until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await changes.WaitAsync(stop);
                await FollowUpAsync(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                LogFollowUpFailed(log, e.GetBaseException().Message);
                changes.Poke();
                await Task.Delay(Retry, time, stop);
            }
        }
    }

    /// <summary>Keeps what is in force, and has the cases planned by it.</summary>
    internal async Task FollowUpAsync(CancellationToken cancel)
    {
        await KeepAsync(cancel);
        await replanning.RunAsync(cancel);
    }

    private Task KeepAsync(CancellationToken cancel)
    {
        var snapshot = policies.Current;
        var rows = snapshot.Rows(options.Instance, clock.GetCurrentInstant());
        var broken = snapshot.Files.Where(f => f.State == FileState.Broken).Select(f => f.File).ToList();
        return database.InTransactionAsync(tx => tx.PolicyVersions.KeepAsync(rows, broken, clock.GetCurrentInstant()), cancel);
    }

    private void Swap(PolicySnapshot next)
    {
        var before = policies.Current;
        policies.Swap(next);
        Tell(before, next);
    }

    private void Tell(PolicySnapshot before, PolicySnapshot next)
    {
        foreach (var standing in next.Files.Where(f => f.IsInForce))
        {
            var policy = standing.Policy!;
            switch (before.Set.Find(policy.Name))
            {
                case null:
                    LogTookEffect(log, policy.Name, policy.Version, standing.File);
                    break;
                case { Version: var version } when version != policy.Version:
                    LogChanged(log, policy.Name, version, policy.Version, standing.File);
                    break;
            }
        }

        foreach (var gone in before.Set.Policies.Where(p => next.Set.Find(p.Name) is null))
        {
            LogWithdrawn(log, gone.Name, gone.Version);
        }

        if (next.NumbersFile is { State: FileState.InForce } numbers && before.NumbersVersion != next.NumbersVersion)
        {
            LogNumbersChanged(log, numbers.Kept?.File ?? "", before.NumbersVersion, next.NumbersVersion);
        }

        TellFindings(before, next);
    }

    /// <summary>Each file once per what is wrong with it.</summary>
    private void TellFindings(PolicySnapshot before, PolicySnapshot next)
    {
        foreach (var file in next.Files.Where(f => f.State is FileState.Broken or FileState.LastGoodInForce))
        {
            var told = before.Files.FirstOrDefault(f => f.File == file.File && f.State == file.State);
            if (told is null || !told.Findings.SequenceEqual(file.Findings))
            {
                LogBroken(log, file.File, Consequence(file.State), Lines(file.Findings));
            }
        }

        if (next.NumbersFile is { State: not FileState.InForce } numbers
            && !(before.NumbersFile.State == numbers.State && before.NumbersFile.Findings.SequenceEqual(numbers.Findings)))
        {
            LogBroken(log, numbers.File, Consequence(numbers.State), Lines(numbers.Findings));
        }

        if (!next.Findings.IsEmpty && !before.Findings.SequenceEqual(next.Findings))
        {
            LogFindings(log, Lines(next.Findings));
        }

        if (next.Set.Policies.IsEmpty && (!before.Set.Policies.IsEmpty || ReferenceEquals(before, PolicySnapshot.Unread)))
        {
            LogNoPolicy(log);
        }
    }

    private static string Consequence(FileState state) => state == FileState.LastGoodInForce ? "its last good version stays in force" : "it is not in force";

    private static string Lines(IEnumerable<PolicyFinding> findings) => string.Join(" | ", findings.Where(f => f.Severity == FindingSeverity.Error).DefaultIfEmpty().Select(f => f?.ToString() ?? "it is not there"));
}
