using Orchestrator.Core;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site;
using Xunit;

namespace Orchestrator.Tests.Console;

public sealed class MissedCallFateTests
{
    [Theory]
    [InlineData(null, MissedCallFate.InProgress)]
    [InlineData(Disposition.Reached, MissedCallFate.Recovered)]
    [InlineData(Disposition.CalledAgain, MissedCallFate.Recovered)]
    [InlineData(Disposition.CalledByOperator, MissedCallFate.Recovered)]
    [InlineData(Disposition.Exhausted, MissedCallFate.Lost)]
    [InlineData(Disposition.Expired, MissedCallFate.Lost)]
    [InlineData(Disposition.StruckOut, MissedCallFate.NotCalledBack)]
    [InlineData(Disposition.OptedOut, MissedCallFate.NotCalledBack)]
    [InlineData(Disposition.Blocked, MissedCallFate.NotCalledBack)]
    [InlineData(Disposition.Withdrawn, MissedCallFate.NotCalledBack)]
    public void Of_CallWithACase_IsWhatBecameOfTheCase(Disposition? disposition, MissedCallFate expected) =>
        Assert.Equal(expected, MissedCallFates.Of(new ListedMissedCall { Pbx = "pbx1", Uniqueid = "1.2", Reason = MissReason.Abandoned, State = disposition is null ? CaseState.Waiting : CaseState.Closed, Disposition = disposition }));

    [Fact]
    public void Of_CallWithoutACase_IsNotCalledBack() => Assert.Equal(MissedCallFate.NotCalledBack, MissedCallFates.Of(new ListedMissedCall { Pbx = "pbx1", Uniqueid = "1.2", Reason = MissReason.Abandoned }));
}
