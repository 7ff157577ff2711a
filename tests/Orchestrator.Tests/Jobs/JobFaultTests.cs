using Hangfire.Common;
using Hangfire.States;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;
using Xunit;

namespace Orchestrator.Tests.Jobs;

public sealed class JobFaultTests
{
    [Fact]
    public void Of_AnExceptionWithSecrets_LeavesNoneInWhatHangfireStores()
    {
        var fault = JobFaultException.Of(Thrown("called +79161234567: password=hunter2", new TimeoutException("token=abc")));

        var stored = string.Join('\n', new FailedState(fault).SerializeData().Values);

        Assert.DoesNotContain("hunter2", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("token=abc", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("79161234567", stored, StringComparison.Ordinal);
        Assert.Contains("called +7916…67: password=…", stored, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), stored, StringComparison.Ordinal); // its own stack trace, not ours
    }

    [Fact]
    public void Of_AFault_IsThatFault()
    {
        var fault = JobFaultException.Of(new InvalidOperationException("x"));

        Assert.Same(fault, JobFaultException.Of(fault));
        Assert.Equal("System.InvalidOperationException: x", fault.Message);
    }

    [Fact]
    public void Title_OfAJobAsItIsWrittenDown_IsReadBack()
    {
        var id = Guid.NewGuid();
        var job = Job.FromExpression<CallbackJob>(j => j.CallBackAsync("+7916…01", "sales", 3, id, null!), CallbackJob.Queue);

        Assert.Equal(new JobTitle(JobKind.WakeUp, "+7916…01", "sales", 3, id), JobTitle.Of(job));
        Assert.Equal("?", JobTitle.Of(null).ToString());
        Assert.Equal(RecurringJobs.All, RecurringJobs.All.Select(k => JobTitle.Of(RecurringJobs.Of(k)).Kind!.Value));
    }

    [Theory]
    [InlineData("sweep", JobKind.Sweep)]
    [InlineData("notice-tidy", JobKind.NoticeTidy)]
    [InlineData("wake-up", null)]
    [InlineData("job-tidy", null)]
    [InlineData("<script>", null)]
    public void Find_ARecurringJob_TakesOursOnly(string id, JobKind? kind) => Assert.Equal(kind, RecurringJobs.Find(id));

    private static InvalidOperationException Thrown(string message, Exception inner)
    {
        try
        {
            throw new InvalidOperationException(message, inner);
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }
}
