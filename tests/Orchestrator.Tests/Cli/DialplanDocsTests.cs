using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Cli;

public sealed class DialplanDocsTests
{
    [Theory]
    [InlineData("asterisk-conf/snippets/extensions_custom.conf")]
    [InlineData("docs/dialplan.md")]
    public void ScreeningContext_IsTheSameAsInTheConfigurationThatIsTested(string file) =>
        Assert.Equal(Context("asterisk-conf/extensions.conf"), Context(file));

    /// <summary>The lines of [orchestrator-amd] without its comments.</summary>
    private static List<string> Context(string file)
    {
        var lines = File.ReadAllLines(PolicyText.Shipped(file)).SkipWhile(l => l != "[orchestrator-amd]").Where(l => !l.TrimStart().StartsWith(';'));
        List<string> context = [.. lines.TakeWhile(l => l.Trim().Length > 0 && l != "```")];
        Assert.Equal(10, context.Count);
        return context;
    }
}
