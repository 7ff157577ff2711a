using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Xunit;

namespace Orchestrator.Tests.Jobs;

public sealed class JobRetriesTests
{
    [Fact]
    public void Read_TheDefault_GrowsFromPauseToPause()
    {
        var pauses = JobRetries.Read(new JobOptions().RetryAfter)!;

        Assert.Equal(5, pauses.Count);
        Assert.Equal(pauses.Order(), pauses);
    }

    [Fact]
    public void Read_NoPauses_NeverRetries() => Assert.Equal([], JobRetries.Read(" ")!);

    [Theory]
    [InlineData("5")]
    [InlineData("5s; 30s")]
    [InlineData("0s")]
    [InlineData("2d")]
    [InlineData("1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s")]
    public void Check_WhatIsNoListOfPauses_IsTold(string text)
    {
        var options = new OrchestratorOptions { Jobs = new JobOptions { RetryAfter = text } };

        Assert.Contains(OptionsCheck.Problems(options, "Host=x"), p => p.Key == "Orchestrator:Jobs:RetryAfter");
    }
}
