using Orchestrator.Engine.Notify;
using Xunit;

namespace Orchestrator.Tests.Notify;

public sealed class WebhookSignatureTests
{
    /// <summary>The worked example of the specification's reference libraries.</summary>
    [Fact]
    public void Of_TheSpecificationsExample_IsItsSignature()
    {
        var key = WebhookSignature.Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;

        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSignature.Of(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, """{"test": 2432232314}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("a password of somebody's choice")]
    [InlineData("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Key_NoSecret_IsNull(string secret) => Assert.Null(WebhookSignature.Key(secret));
}
