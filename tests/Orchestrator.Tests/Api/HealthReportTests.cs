using Orchestrator.Asterisk.Ami;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Running;
using Orchestrator.Hosting;
using Xunit;

namespace Orchestrator.Tests.Api;

public sealed class HealthReportTests
{
    private static readonly HealthPart Up = new(true, new Reason.Quoted("up"));
    private static readonly HealthPart Down = new(false, new Reason.Quoted("down"));
    private static readonly PbxHealth Good = new("pbx1", Up, Up, Up);

    [Fact]
    public void Of_EverythingUp_IsReady() => Assert.Equal("ready", HealthReport.Of(Up, Up, isUp: true, Up, [Good, Good]).Status);

    [Fact]
    public void Of_PostgresAway_IsNotReady() => Assert.Equal("not_ready", HealthReport.Of(Down, Up, isUp: true, Up, [Good]).Status);

    [Fact]
    public void Of_EngineNotRunning_IsNotReady() => Assert.Equal("not_ready", HealthReport.Of(Up, Down, isUp: false, Up, [Good]).Status);

    [Fact]
    public void Of_JobsThatStandStill_IsDegradedBecauseTheSweepGoesOn() => Assert.Equal("degraded", HealthReport.Of(Up, Down, isUp: true, Up, [Good]).Status);

    [Fact]
    public void Of_OnlyPbxWithOneLinkDown_IsNotReady() => Assert.Equal("not_ready", HealthReport.Of(Up, Up, isUp: true, Up, [new PbxHealth("pbx1", Up, Down, Down)]).Status);

    [Fact]
    public void Of_OneOfTwoPbxsAway_IsDegraded() => Assert.Equal("degraded", HealthReport.Of(Up, Up, isUp: true, Up, [Good, new PbxHealth("pbx2", Down, Down, Down)]).Status);

    [Fact]
    public void Of_OnlyPbxWhoseHandoversNobodyTakes_IsDegraded() => Assert.Equal("degraded", HealthReport.Of(Up, Up, isUp: true, Up, [Good with { Handovers = Down }]).Status);

    [Theory]
    [InlineData(AppHolder.Ours, true, "this instance")]
    [InlineData(AppHolder.Another, true, "another instance has the application orchestrator")]
    [InlineData(AppHolder.Nobody, false, "nobody answers for the application orchestrator")]
    [InlineData(AppHolder.Unknown, false, "ARI is away")]
    public void Part_Handovers_TellsWhoHasThem(AppHolder holder, bool ok, string detail)
    {
        var part = HealthPart.Of("orchestrator", holder);

        Assert.Equal(ok, part.Ok);
        Assert.Contains(detail, part.Detail.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoPolicies_IsDegraded() => Assert.Equal("degraded", HealthReport.Of(Up, Up, isUp: true, Down, [Good]).Status);

    [Fact]
    public void Part_AmiConnectedBeforeItsSnapshot_IsNotYetUp()
    {
        var connected = new AmiLinkStatus.Connected(1, DateTimeOffset.UnixEpoch);

        Assert.False(HealthPart.Of(connected, inSync: false).Ok);
        Assert.True(HealthPart.Of(connected, inSync: true).Ok);
    }

    [Fact]
    public void Part_AriWithHangingRest_IsDown() => Assert.False(HealthPart.Of(new AriLinkStatus.RestStuck(1, DateTimeOffset.UnixEpoch, "timed out"), holdsOwn: true).Ok);

    [Fact]
    public void Part_AriWithOurOwnApplicationTaken_IsDown()
    {
        var connected = new AriLinkStatus.Connected(1, DateTimeOffset.UnixEpoch);

        Assert.False(HealthPart.Of(connected, holdsOwn: false).Ok);
        Assert.True(HealthPart.Of(connected, holdsOwn: true).Ok);
    }
}
