using Orchestrator.Jobs;
using Quartz;
using Xunit;

namespace Orchestrator.Tests.Jobs;

public sealed class JobNamesTests
{
    [Fact]
    public void KindOf_EveryRecurringJob_IsItsKind() =>
        Assert.All(RecurringJobs.All, j => Assert.Equal(j.Kind, JobNames.KindOf(j.Key)));

    [Fact]
    public void RecurringJobs_AreAllKindsButWakeUps() =>
        Assert.Equal(Enum.GetValues<JobKind>().Except([JobKind.WakeUp]).Order(), RecurringJobs.All.Select(j => j.Kind).Order());

    [Fact]
    public void Keys_OfThoseThatEarlierVersionsScheduled_AreTheSame() =>
        Assert.Equal([new JobKey("sweep", "recurring"), new JobKey("notice-tidy", "recurring")], RecurringJobs.All.Take(2).Select(j => j.Key));

    [Fact]
    public void CaseOf_AWakeUp_IsItsCase()
    {
        var id = Guid.NewGuid();

        Assert.Equal(id, JobNames.CaseOf(CaseWakeUpJob.KeyOf(id)));
        Assert.Equal(JobKind.WakeUp, JobNames.KindOf(CaseWakeUpJob.KeyOf(id)));
        Assert.Null(JobNames.CaseOf(JobNames.KeyOf(JobKind.Sweep)));
    }

    [Fact]
    public void KindOf_AJobOfAnotherVersion_IsUnknown() => Assert.Null(JobNames.KindOf(new JobKey("coffee", "recurring")));
}
