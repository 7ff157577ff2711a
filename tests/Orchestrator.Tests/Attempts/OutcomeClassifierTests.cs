using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Xunit;

namespace Orchestrator.Tests.Attempts;

public sealed class OutcomeClassifierTests
{
    private static readonly Duration Limit = Duration.FromSeconds(45);

    // Cause and tech_cause as measured on Asterisk 22 for an endpoint that rings and then answers with the code.
    [Theory]
    [InlineData(404, 1, Outcome.Invalid)]
    [InlineData(408, 18, Outcome.NoAnswer)]
    [InlineData(410, 22, Outcome.Invalid)]
    [InlineData(480, 19, Outcome.NoAnswer)]
    [InlineData(484, 28, Outcome.Invalid)]
    [InlineData(486, 17, Outcome.Busy)]
    [InlineData(600, 17, Outcome.Busy)]
    [InlineData(487, 127, Outcome.Failed)]
    [InlineData(488, 58, Outcome.Failed)]
    [InlineData(606, 58, Outcome.Failed)]
    [InlineData(500, 38, Outcome.Congestion)]
    [InlineData(502, 27, Outcome.Congestion)]
    [InlineData(503, 34, Outcome.Congestion)]
    [InlineData(504, 102, Outcome.Congestion)]
    [InlineData(403, 21, Outcome.Rejected)]
    [InlineData(603, 21, Outcome.Rejected)]
    [InlineData(604, 1, Outcome.Invalid)]
    public void Classify_SipCodeAndCauseOfARingingLeg_Agree(int sip, int cause, Outcome expected)
    {
        Assert.Equal(expected, OutcomeClassifier.Classify(new LegEvidence(Rang: true, Cause: cause, SipCode: sip)).Outcome);
        Assert.Equal(expected, OutcomeClassifier.Classify(new LegEvidence(Rang: true, Cause: cause)).Outcome);
    }

    [Theory]
    [InlineData(408, null)]
    [InlineData(480, null)]
    [InlineData(480, 19)]
    [InlineData(null, 18)]
    [InlineData(null, 19)]
    [InlineData(null, 20)]
    public void Classify_SilentLegThatNeverRang_IsUnreachable(int? sip, int? cause) =>
        Assert.Equal(Outcome.Unreachable, OutcomeClassifier.Classify(new LegEvidence(Cause: cause, SipCode: sip)).Outcome);

    [Theory]
    [InlineData(401)]
    [InlineData(407)]
    public void Classify_TrunkWantsCredentials_IsFailedAndNotRejected(int sip)
    {
        var result = OutcomeClassifier.Classify(new LegEvidence(Cause: 21, SipCode: sip));

        Assert.Equal(Outcome.Failed, result.Outcome);
        Assert.Contains("configuration", result.Why.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Classify_SipCodeAgainstCause_SipCodeWins() =>
        Assert.Equal(Outcome.Busy, OutcomeClassifier.Classify(new LegEvidence(Cause: 34, SipCode: 486)).Outcome);

    [Fact]
    public void Classify_UnknownSipCode_CauseDecides() =>
        Assert.Equal(Outcome.Busy, OutcomeClassifier.Classify(new LegEvidence(Cause: 17, SipCode: 499)).Outcome);

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(19)]
    [InlineData(1)]
    public void Classify_TimedOutByUs_IsNoAnswerWhateverTheCause(int cause)
    {
        Assert.Equal(Outcome.NoAnswer, OutcomeClassifier.Classify(new LegEvidence(Rang: true, TimedOutAfter: Limit, Cause: cause)).Outcome);
        Assert.Equal(Outcome.NoAnswer, OutcomeClassifier.Classify(new LegEvidence(TimedOutAfter: Limit, Cause: cause)).Outcome);
    }

    [Fact]
    public void Classify_HungUpByUs_IsInterrupted() =>
        Assert.Equal(Outcome.Interrupted, OutcomeClassifier.Classify(new LegEvidence(Rang: true, HungUpByUs: true, TimedOutAfter: Limit, Cause: 1)).Outcome);

    [Fact]
    public void Classify_RefusedByPbx_IsCongestion()
    {
        var result = OutcomeClassifier.Classify(new LegEvidence(Refused: true));

        Assert.Equal(Outcome.Congestion, result.Outcome);
        Assert.StartsWith("endpoint unavailable", result.Why.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Classify_Answered_IsConnectedWhateverEndedIt() =>
        Assert.Equal(Outcome.Connected, OutcomeClassifier.Classify(new LegEvidence(Answered: true, HungUpByUs: true, Cause: 1)).Outcome);

    [Fact]
    public void Classify_Busy_SaysCodeAndCause() =>
        Assert.Equal("486 Busy here, cause 17 User busy", OutcomeClassifier.Classify(new LegEvidence(Cause: 17, SipCode: 486)).Why.ToString());

    [Fact]
    public void Classify_NothingKnown_IsUnclear() =>
        Assert.Equal(new Classification(Outcome.Failed, new Reason.Unclear(new Reason.CauseUnknown())), OutcomeClassifier.Classify(new LegEvidence()));

    [Fact]
    public void Classify_EveryOtherCauseAndCode_IsNeverInvalidAndNeverConnected()
    {
        int[] invalidCauses = [1, 22, 28];
        int[] invalidCodes = [404, 410, 484, 604];
        for (var cause = -1; cause <= 200; cause++)
        {
            for (var sip = 299; sip <= 701; sip++)
            {
                if (invalidCauses.Contains(cause) || invalidCodes.Contains(sip))
                {
                    continue;
                }

                var outcome = OutcomeClassifier.Classify(new LegEvidence(Rang: sip % 2 == 0, Cause: cause, SipCode: sip)).Outcome;
                Assert.True(outcome is not (Outcome.Invalid or Outcome.Connected), $"{sip}/{cause} became {outcome}");
            }
        }
    }
}
