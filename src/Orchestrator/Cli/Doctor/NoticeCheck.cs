using Npgsql;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.Doctor;

/// <summary>Whether notices can be sent, and whether some were given up.</summary>
/// <param name="policies">Whose rules ask for notices.</param>
/// <param name="connectionString">Null when it has a hole: that is told already.</param>
internal sealed class NoticeCheck(PolicySet policies, OrchestratorOptions options, string? connectionString) : ICheck
{
    public Reason Subject => new Reason.LookedAt(CheckSubject.Notices);

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        List<CheckResult> results =
        [
            .. NotifyOptionsCheck.Lacking(policies, options)
                .Select(lack => CheckResult.Finding(Subject, lack, new Reason.SetForNotices())),
        ];
        if (await CountDeadAsync(cancel) is > 0 and var dead)
        {
            results.Add(CheckResult.Finding(Subject, new Reason.NoticesGivenUp(dead), new Reason.RetryNotices()));
        }

        var rules = policies.Policies.Sum(p => p.Notify.Length);
        return results.Count == 0 && rules > 0 ? [CheckResult.Fine(Subject, new Reason.NoticesFine(rules))] : results;
    }

    /// <summary>Null where there is no database, or no table yet; the check of Postgres tells that.</summary>
    private async Task<int?> CountDeadAsync(CancellationToken cancel)
    {
        if (connectionString is null)
        {
            return null;
        }

        await using var database = new Database(connectionString);
        try
        {
            return await database.InTransactionAsync(tx => tx.NoticeViews.CountDeadAsync(), cancel);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return null;
        }
    }
}
