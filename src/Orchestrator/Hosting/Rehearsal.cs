using NodaTime;
using Orchestrator.Cases;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Dialling;
using Orchestrator.Intake;
using Orchestrator.Policies;
using Orchestrator.Storage;

namespace Orchestrator.Hosting;

/// <summary>
/// Takes a callback's way through the database once, from the missed call to the ringing operator, and rolls it back: nobody sees it, nobody is dialled.
/// Without it the first caller after a start waits some tenths of a second while code is compiled and connections are opened.
/// </summary>
public sealed class Rehearsal(Database database, CasePlanning planning, PoliciesInForce policies, OrchestratorOptions options, IClock clock)
{
    /// <summary>Nobody's: the country code +999 is reserved (ITU-T E.164).</summary>
    private const string Number = "+9990000000";

    private const string Nowhere = "rehearsal";

    public Task RunAsync(CancellationToken cancel) => database.RehearseAsync(
        async tx =>
        {
            var row = await OpenCaseAsync(tx);
            await tx.ReadyAndRunningAsync(1);
            await RingAsync(tx, row);
        },
        cancel);

    private async Task<CaseRow> OpenCaseAsync(Transaction tx)
    {
        var report = new MissedCallReport(Nowhere, NewId().ToString(), Nowhere, tx.Now, MissReason.Abandoned, null, null, Number, null, Duration.Zero, 1, []);
        var row = new CaseRow
        {
            Id = NewId(),
            Number = Number,
            Policy = policies.Set.Policies is [var first, ..] ? first.Name : Nowhere,
            PolicyVersion = Nowhere,
            Pbx = Nowhere,
            State = Words.Of(CaseState.Waiting),
            OpenedAt = tx.Now,
            MissedAt = tx.Now,
            Priority = 0,
        };
        var call = await tx.RecordAsync(NewId(), report, Number);
        await tx.OpenCaseAsync(row);
        var current = (await tx.LockOpenCaseAsync(row.Number, row.Policy))!;
        await tx.AttachAsync(call.Id, current.Id);
        await tx.TellAsync(current.Id, Nowhere, Nowhere, new { report.Reason });
        await planning.PlanAsync(tx, current, new Aftermath());
        return current;
    }

    private async Task RingAsync(Transaction tx, CaseRow row)
    {
        var attempt = new AttemptRow
        {
            Id = NewId(),
            CaseId = row.Id,
            Number = await tx.NextAttemptNumberAsync(row.Id),
            State = Words.Of(AttemptState.Claimed),
            Policy = row.Policy,
            PolicyVersion = row.PolicyVersion,
            Pbx = row.Pbx,
            CustomerNumber = row.Number,
            Instance = options.Instance,
            Fence = 1,
            StartedAt = tx.Now,
        };
        await tx.LockReadyCaseAsync(row.Id);
        await tx.DialCountsAsync(row.Number, CapPrefix.Of(row.PhoneNumber));
        await tx.ClaimAsync(attempt, [new LegRow { ChannelId = ChannelNames.Operator(attempt.Id, 0), AttemptId = attempt.Id, Role = "operator", Pbx = row.Pbx, Endpoint = Nowhere }]);
        await tx.AdvanceAsync(attempt.Id, attempt.Fence, AttemptState.Claimed, AttemptState.OperatorRinging, null);
        await tx.MarkOperatorLegsDialledAsync(attempt.Id);
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
}
