using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Xunit;

namespace Orchestrator.Tests.Core;

public sealed class WordsTests
{
    // The words are a contract with the database, the API and policy files: a renamed value must break a test.
    [Fact]
    public void All_ClosedSets_AreTheDesignsWords()
    {
        Assert.Equal("abandoned timed_out no_operators queue_full left_by_key closed left_in_menu unanswered requested", Joined<MissReason>());
        Assert.Equal("waiting ready calling closed", Joined<CaseState>());
        Assert.Equal("reached called_again called_by_operator struck_out exhausted expired opted_out blocked withdrawn", Joined<Disposition>());
        Assert.Equal(
            "connected busy no_answer rejected unreachable invalid machine congestion "
            + "operator_no_answer operator_refused operator_hung_up customer_hung_up interrupted failed",
            Joined<Outcome>());
        Assert.Equal("claimed operator_ringing operator_answered customer_ringing talking ended", Joined<AttemptState>());
        Assert.Equal("e164 national digits", Joined<NumberFormat>());
        Assert.Equal("longest_idle in_turn ring_all last_spoken responsible", Joined<OperatorPick>());
        Assert.Equal("live observe off", Joined<PolicyMode>());
    }

    [Fact]
    public void Parse_WordOfEachValue_GivesTheValueBack() =>
        Assert.All(Enum.GetValues<Outcome>(), outcome => Assert.Equal(outcome, Words.Parse<Outcome>(Words.Of(outcome))));

    [Theory]
    [InlineData("")]
    [InlineData("NoAnswer")]
    [InlineData("no answer")]
    public void Find_NoSuchWord_IsNull(string word)
    {
        Assert.Null(Words.Find<Outcome>(word));
        Assert.Throws<FormatException>(() => Words.Parse<Outcome>(word));
    }

    private static string Joined<T>() where T : struct, Enum => string.Join(' ', Words.All<T>());
}
