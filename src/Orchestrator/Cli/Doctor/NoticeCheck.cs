using System.Globalization;
using Npgsql;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Cli.Doctor;

/// <summary>Whether notices can be sent, and whether some were given up.</summary>
/// <param name="policies">Whose rules ask for notices.</param>
/// <param name="connectionString">Null when it has a hole: that is told already.</param>
internal sealed class NoticeCheck(PolicySet policies, OrchestratorOptions options, string? connectionString) : ICheck
{
    public string Subject => "notices";

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        List<CheckResult> results =
        [
            .. NotifyOptionsCheck.Lacking(policies, options)
                .Select(lack => CheckResult.Finding(Subject, lack, "Set it (docs/notifications.md says how); until then these notices wait, for three days at most.")),
        ];
        if (await CountDeadAsync(cancel) is > 0 and var dead)
        {
            results.Add(CheckResult.Finding(
                Subject,
                string.Create(CultureInfo.InvariantCulture, $"{dead} given up"),
                "'orchestrator notice list --state dead' says why; 'orchestrator notice retry --dead' sends them again."));
        }

        var rules = policies.Policies.Sum(p => p.Notify.Length);
        return results.Count == 0 && rules > 0 ? [CheckResult.Fine(Subject, $"{Phrase.Count(rules, "rule", "rules")}, none given up")] : results;
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
            return await database.InTransactionAsync(tx => tx.CountDeadNoticesAsync(), cancel);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return null;
        }
    }
}
