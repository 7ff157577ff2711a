using NodaTime;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;

namespace Orchestrator.Cli.CaseCommands;

/// <summary>The daemon's own logic on the daemon's database, without the daemon.</summary>
internal sealed class OfflineDesk
{
    private OfflineDesk(PoliciesInForce policies, Database database, Terminal terminal)
    {
        Policies = policies;
        Planning = new CasePlanning(policies, new NoBoard());
        Desk = new CaseDesk(
            database, Planning, new NoWakeUps(), new DispatchSignal(), new RunningAttempts(), new NoticeOutbox(policies, new NoticeSignal()));
    }

    public PoliciesInForce Policies { get; }

    public CasePlanning Planning { get; }

    public CaseDesk Desk { get; }

    /// <summary>With the policies as the daemon has them: the files, and of broken ones the last good version.</summary>
    public static async Task<OfflineDesk> OpenAsync(Terminal terminal, IConfiguration configuration, Database database, CancellationToken cancel)
    {
        var kept = await database.InTransactionAsync(tx => tx.PolicyVersions.InForceAsync(), cancel);
        var look = PolicyFolder.Of(configuration.Options()).Look();
        return new OfflineDesk(new PoliciesInForce(PolicySnapshot.Unread.Behind(kept).Next(look, terminal.Clock.GetCurrentInstant())), database, terminal);
    }

    /// <summary>No PBX is asked here.</summary>
    private sealed class NoBoard : IFreeOperators
    {
        public int? Count(string pbx, OperatorRules rules) => null;
    }

    /// <summary>No job engine runs here. The daemon finds in the rows whose job has to follow.</summary>
    private sealed class NoWakeUps : IWakeUps
    {
        public void Changed(Guid caseId, Duration? dueIn)
        {
            // the daemon sees the row
        }

        public Task FailedAsync(Guid caseId, Exception fault, CancellationToken cancel) => Task.CompletedTask;
    }
}
