using Orchestrator.Cases;
using Quartz;

namespace Orchestrator.Jobs;

/// <summary>A case's wake-up. Carries the id only, in its own name; running twice, late, or for a case that has moved on does nothing.</summary>
internal sealed class CaseWakeUpJob(CaseDesk desk) : IJob
{
    public const string Group = "case-wake-ups";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await desk.WakeAsync(Guid.ParseExact(context.JobDetail.Key.Name, "N"), cancellationToken);

    public static JobKey KeyOf(Guid caseId) => new(caseId.ToString("N"), Group);
}
