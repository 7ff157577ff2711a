using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Xunit;

namespace Orchestrator.Tests.Cases;

public sealed class RunningAttemptsTests
{
    private readonly RunningAttempts running = new();
    private readonly Guid caseId = Guid.NewGuid();
    private readonly List<string> told = [];

    [Fact]
    public void Dispose_TheNextAttemptOfTheCaseRuns_ThatOneIsStillTold()
    {
        var first = running.Register(caseId, why => told.Add("first: " + why));
        using var second = running.Register(caseId, why => told.Add("second: " + why));

        first.Dispose();
        running.Cancel(caseId, new Reason.Quoted("called again"));

        Assert.Equal(["second: called again"], told);
        Assert.Equal(1, running.Count);
    }

    [Fact]
    public void Dispose_TheOnlyAttempt_NobodyIsTold()
    {
        running.Register(caseId, why => told.Add(why.ToString())).Dispose();

        running.Cancel(caseId, new Reason.Quoted("called again"));

        Assert.Empty(told);
        Assert.Equal(0, running.Count);
    }
}
