using Orchestrator.Cli;
using Orchestrator.Engine.Settings;
using Xunit;

namespace Orchestrator.Tests.Cli;

public sealed class ConfigurationArgumentsTests
{
    [Fact]
    public void Split_SettingsAroundTheCommand_AreTakenOut()
    {
        var split = ConfigurationArguments.Split(["--Orchestrator:Policies=a=b", "case", "list", "--orchestrator:instance", "one", "--state", "ready"]);

        Assert.Equal(["--Orchestrator:Policies=a=b", "--orchestrator:instance=one"], split.Settings);
        Assert.Equal(["case", "list", "--state", "ready"], split.Command);
        Assert.Empty(split.Errors);
    }

    [Fact]
    public void Split_BehindTwoDashes_NothingIsASetting() =>
        Assert.Equal(["x", "--", "--Orchestrator:Policies=p"], ConfigurationArguments.Split(["x", "--", "--Orchestrator:Policies=p"]).Command);

    [Fact]
    public void Split_ColonInAValue_IsNoSetting() => Assert.Equal(["--reason=a:b"], ConfigurationArguments.Split(["--reason=a:b"]).Command);

    [Theory]
    [InlineData("--Orchestrater:Policies=x")]
    [InlineData("--Orchestrator:Policies")]
    public void Split_UnknownKeyOrNoValue_IsAnError(string argument) => Assert.Contains(argument.Split('=')[0], Assert.Single(ConfigurationArguments.Split([argument]).Errors).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Split_NextOptionWhereTheValueShouldBe_IsAnErrorAndLosesNothing()
    {
        var split = ConfigurationArguments.Split(["--Orchestrator:Policies", "--json"]);

        Assert.Single(split.Errors);
        Assert.Equal(["--json"], split.Command);
    }
}
