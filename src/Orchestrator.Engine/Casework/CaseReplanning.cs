using Orchestrator.Core.Cases;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Casework;

/// <summary>
/// Plans open cases anew after the policies changed. Which cases those are is told by the versions in their rows, so that a crash halfway, or a second instance
/// that does the same, loses and doubles nothing. A case that is being called is left alone: its attempt keeps the policy it began with.
/// </summary>
public sealed partial class CaseReplanning(Database database, CaseDesk desk, CasePlanning planning, PoliciesInForce policies, ILogger<CaseReplanning> log) : IReplanning
{
    private const int Batch = 500;

    /// <summary>Cases at once. Each is a transaction of its own and locks one row; the database is there for calls first.</summary>
    private const int AtOnce = 2;

    private const int BetweenReports = 10_000;

    /// <summary>Looks through the cases of every policy until none is left that was planned by something else than what is in force.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var snapshot = policies.Current;
        var names = snapshot.Set.Policies.Select(p => p.Name).Concat(snapshot.Files.Where(f => f.State == FileState.Withdrawn).Select(f => f.Policy!.Name));
        foreach (var name in names)
        {
            var done = await ReplanAsync(new PlannedOtherwise(name, snapshot.Set.Find(name)?.Version, snapshot.NumbersVersion), snapshot, cancel);
            if (done > 0)
            {
                LogDone(log, done, name);
            }
        }
    }

    private async Task<int> ReplanAsync(PlannedOtherwise which, PolicySnapshot snapshot, CancellationToken cancel)
    {
        var done = 0;
        var last = Guid.Empty;
        while (policies.Current == snapshot) // else the next round has them
        {
            var batch = await database.InTransactionAsync(tx => tx.Cases.PlannedOtherwiseAsync(which, last, Batch), cancel);
            await Parallel.ForEachAsync(
                batch, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (id, stop) => await ReplanAsync(id, stop));
            if (batch.Count == 0)
            {
                break;
            }

            last = batch[^1];
            if ((done + batch.Count) / BetweenReports > done / BetweenReports)
            {
                LogProgress(log, done + batch.Count, which.Policy);
            }

            done += batch.Count;
        }

        return done;
    }

    private Task<bool> ReplanAsync(Guid id, CancellationToken cancel) =>
        desk.ChangeAsync(
            async (tx, aftermath) =>
            {
                var row = await tx.Cases.LockAsync(id);
                if (row?.State is not (CaseState.Waiting or CaseState.Ready))
                {
                    return false;
                }

                await planning.ReplanAsync(tx, row, aftermath);
                return true;
            },
            cancel);
}
