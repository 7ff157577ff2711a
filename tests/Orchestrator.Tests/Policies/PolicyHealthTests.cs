using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Running;
using Xunit;

namespace Orchestrator.Tests.Policies;

public sealed class PolicyHealthTests : IDisposable
{
    private readonly PolicyTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Of_GoodFiles_IsWell() =>
        Assert.Equal((true, "1 in force"), Of(tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look()));

    [Fact]
    public void Of_NoPolicyAtAll_SaysWhatThatMeans() =>
        Assert.Equal((false, "0 in force: missed calls are recorded, nobody is called back"), Of(tree.Look()));

    [Fact]
    public void Of_BrokenFiles_NamesThemAndWhatHolds()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look();

        var part = Of(tree.Write("10-a.yaml", "{").Write("20-b.yaml", "{").Write("numbers.yaml", "{").Look(1));

        Assert.Equal(
            (
                false,
                "1 in force; 10-a.yaml cannot be used: its last good version is in force; 20-b.yaml cannot be used, and no earlier version is known; "
                + "the numbers file cannot be used: its last good version is in force"),
            part);
    }

    private static (bool Ok, string Detail) Of(PolicySnapshot policies) => PolicyHealth.Of(policies) is { } part ? (part.Ok, part.Detail.ToString()) : default;
}
