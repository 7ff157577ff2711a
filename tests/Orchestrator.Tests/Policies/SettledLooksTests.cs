using Orchestrator.Engine.PolicyFiles;
using Xunit;

namespace Orchestrator.Tests.Policies;

public sealed class SettledLooksTests : IDisposable
{
    private readonly PolicyTree tree = new();
    private readonly SettledLooks looks;

    public SettledLooksTests()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a"));
        looks = new SettledLooks(tree.Folder.Look, tree.Folder.Look().Fingerprint);
    }

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Next_NothingChanged_IsTheSame()
    {
        File.SetLastWriteTimeUtc(tree["10-a.yaml"], DateTime.UnixEpoch);

        Assert.IsType<LookResult.Same>(looks.Next());
    }

    [Fact]
    public void Next_Change_IsTakenWhenTwoLooksAgreeAndOnce()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a", "new"));

        Assert.IsType<LookResult.Moving>(looks.Next());
        var changed = Assert.IsType<LookResult.Changed>(looks.Next());
        Assert.Equal(PolicyTree.Policy("a", "new"), changed.Look.Policies.Files.Single().Text);
        Assert.IsType<LookResult.Same>(looks.Next());
    }

    [Fact]
    public void Next_FileThatIsBeingWritten_IsNotTakenByHalves()
    {
        tree.Write("10-a.yaml", "pol");
        Assert.IsType<LookResult.Moving>(looks.Next());
        tree.Write("10-a.yaml", PolicyTree.Policy("a", "whole"));
        Assert.IsType<LookResult.Moving>(looks.Next());

        var changed = Assert.IsType<LookResult.Changed>(looks.Next());

        Assert.Equal(PolicyTree.Policy("a", "whole"), changed.Look.Policies.Files.Single().Text);
    }

    [Fact]
    public void Next_ChangeThatIsTakenBackAtOnce_IsNone()
    {
        tree.Write("20-b.yaml", PolicyTree.Policy("b"));
        Assert.IsType<LookResult.Moving>(looks.Next());
        tree.Delete("20-b.yaml");

        Assert.IsType<LookResult.Same>(looks.Next());
    }

    [Fact]
    public void Next_FileThatNeverHoldsStill_IsTakenAfterSomeLooks()
    {
        var results = Enumerable.Range(0, SettledLooks.MostUnsettled).Select(i =>
        {
            tree.Write("10-a.yaml", PolicyTree.Policy("a", $"{i}"));
            return looks.Next();
        }).ToList();

        Assert.All(results[..^1], r => Assert.IsType<LookResult.Moving>(r));
        Assert.IsType<LookResult.Changed>(results[^1]);
    }

    [Fact]
    public void Next_ReplacedSymbolicLink_IsAChange()
    {
        // As Kubernetes mounts a ConfigMap: the files are links through a directory that is swapped as a whole.
        Directory.CreateDirectory(tree["v1"]);
        Directory.CreateDirectory(tree["v2"]);
        File.WriteAllText(Path.Combine(tree["v1"], "10-a.yaml"), PolicyTree.Policy("a"));
        File.WriteAllText(Path.Combine(tree["v2"], "10-a.yaml"), PolicyTree.Policy("a", "second"));
        tree.Delete("10-a.yaml");
        Directory.CreateSymbolicLink(tree["..data"], "v1");
        File.CreateSymbolicLink(tree["10-a.yaml"], "..data/10-a.yaml");
        Assert.IsType<LookResult.Same>(looks.Next());

        Directory.CreateSymbolicLink(tree["..tmp"], "v2");
        Directory.Delete(tree["..data"]);
        Directory.Move(tree["..tmp"], tree["..data"]);

        Assert.IsType<LookResult.Moving>(looks.Next());
        Assert.IsType<LookResult.Changed>(looks.Next());
    }
}
