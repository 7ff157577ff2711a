using Orchestrator.Core.Calls;
using Xunit;

namespace Orchestrator.Tests.Calls;

public sealed class HangupCauseTests
{
    [Theory]
    [InlineData(17, 486, "486 Busy here, cause 17 User busy")]
    [InlineData(null, 404, "404 Not found")]
    [InlineData(34, null, "cause 34 No circuit available")]
    [InlineData(99, 499, "499, cause 99")]
    [InlineData(null, null, "no cause known")]
    public void Describe_CodeAndCause_NamesWhatIsKnown(int? cause, int? sip, string expected) =>
        Assert.Equal(expected, HangupCause.Describe(cause, sip));
}
