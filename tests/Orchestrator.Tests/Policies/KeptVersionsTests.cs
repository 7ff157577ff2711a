using NodaTime;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Xunit;

namespace Orchestrator.Tests.Policies;

/// <summary>What Postgres keeps, and a start with it.</summary>
public sealed class KeptVersionsTests : IDisposable
{
    private static readonly Instant LastWeek = PolicyTree.Start - Duration.FromDays(7);

    private readonly PolicyTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Behind_BrokenFileAtTheStart_HasItsKeptVersionInForce()
    {
        tree.Restart(PolicySnapshot.Unread);
        Assert.True(tree.Write("10-a.yaml", "{").Look().AwaitsKeptVersions);

        tree.Restart(tree.Snapshot.Behind([Row("a", "10-a.yaml", PolicyTree.Policy("a", "kept"))]));
        var standing = tree.Look().Find("a")!;

        Assert.Equal((FileState.LastGoodInForce, LastWeek), (standing.State, standing.Kept!.Since));
        Assert.False(tree.Snapshot.AwaitsKeptVersions);
    }

    [Fact]
    public void Behind_GoodFiles_NeedNoKeptVersionAndLearnSinceWhenTheyAreInForce()
    {
        var text = PolicyTree.Policy("a");
        tree.Restart(PolicySnapshot.Unread);
        Assert.False(tree.Write("10-a.yaml", text).Look().AwaitsKeptVersions);

        tree.Restart(tree.Snapshot.Behind([Row("a", "10-a.yaml", text)]));

        Assert.Equal((FileState.InForce, LastWeek), (tree.Look().Find("a")!.State, tree.Snapshot.Find("a")!.Kept!.Since));
    }

    [Fact]
    public void Behind_KeptPolicyWhoseFileIsGone_IsWithdrawn()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look();

        tree.Restart(tree.Snapshot.Behind([Row("b", "20-b.yaml", PolicyTree.Policy("b"))]));

        Assert.Equal(["a"], tree.Look().Set.Policies.Select(p => p.Name));
        Assert.Equal(FileState.Withdrawn, tree.Snapshot.Find("b")!.State);
    }

    [Theory]
    [InlineData("05-copy.yaml", true)]
    [InlineData("20-copy.yaml", true)]
    [InlineData("05-copy.yaml", false)]
    public void Behind_NameGivenTwiceAtTheStart_IsThatOfTheKeptFile(string copy, bool isGood)
    {
        var text = PolicyTree.Policy("a");
        tree.Restart(PolicySnapshot.Unread);
        Assert.True(tree.Write("10-a.yaml", isGood ? text : "{").Write(copy, PolicyTree.Policy("a", "copied")).Look().AwaitsKeptVersions);

        tree.Restart(tree.Snapshot.Behind([Row("a", "10-a.yaml", text)]));
        var snapshot = tree.Look();

        var standing = Assert.Single(snapshot.Files, f => f.IsInForce);
        Assert.Equal(("10-a.yaml", isGood ? FileState.InForce : FileState.LastGoodInForce, text, LastWeek), (standing.File, standing.State, standing.Kept!.Text, standing.Kept.Since));
        Assert.Equal(FileState.Broken, snapshot.Files.Single(f => f.File == copy).State);
        Assert.Equal(2, snapshot.Files.Length);
    }

    [Fact]
    public void Behind_FileRenamedWhileTheServiceWasDown_IsTheSamePolicyStill()
    {
        tree.Restart(PolicySnapshot.Unread);
        tree.Write("30-a.yaml", PolicyTree.Policy("a")).Look();

        tree.Restart(tree.Snapshot.Behind([Row("a", "10-a.yaml", PolicyTree.Policy("a"))]));

        Assert.Equal(("30-a.yaml", FileState.InForce, LastWeek), (tree.Look().Files.Single().File, tree.Snapshot.Files[0].State, tree.Snapshot.Files[0].Kept!.Since));
    }

    [Fact]
    public void Behind_FileBrokenSinceTheStart_KeepsWhatThisProcessSawNotWhatPostgresHas()
    {
        var seen = PolicyTree.Policy("a", "seen while Postgres was away");
        tree.Write("10-a.yaml", seen).Look();
        tree.Write("10-a.yaml", "{").Look(1);

        tree.Restart(tree.Snapshot.Behind([Row("a", "10-a.yaml", PolicyTree.Policy("a", "old"))]));

        Assert.Equal(seen, tree.Look(2).Find("a")!.Kept!.Text);
    }

    [Fact]
    public void Behind_KeptTextThatThisBuildCannotRead_IsNoLastGoodVersion()
    {
        tree.Write("10-a.yaml", "{").Look();

        tree.Restart(tree.Snapshot.Behind([Row("a", "10-a.yaml", "policy: a\nfrom_the_future: yes")]));

        Assert.Equal(FileState.Broken, tree.Look().Files.Single().State);
    }

    [Fact]
    public void Behind_BrokenNumbersFile_HasItsKeptVersionInForce()
    {
        tree.Restart(PolicySnapshot.Unread);
        tree.Write("numbers.yaml", "country: 7x").Look();

        tree.Restart(tree.Snapshot.Behind([Row("numbers", "numbers.yaml", "home: DE", VersionKind.Numbers)]));

        Assert.Equal((FileState.LastGoodInForce, "DE"), (tree.Look().NumbersFile.State, tree.Snapshot.Numbers.Home));
    }

    [Fact]
    public void Rows_OfASnapshot_AreWhatIsInForceWithTexts()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Write("20-b.yaml", "{").Write("defaults.yaml", "attempts: 3").Look();

        var rows = tree.Snapshot.Rows("one", PolicyTree.Start);

        Assert.Equal([(VersionKind.Policy, "a", "10-a.yaml"), (VersionKind.Numbers, "numbers", "numbers.yaml")], rows.Select(r => (r.Kind, r.Name, r.File)));
        Assert.Equal((PolicyTree.Policy("a"), "attempts: 3", tree.Snapshot.Set.Find("a")!.Version), (rows[0].Text, rows[0].Defaults, rows[0].Version));
    }

    private static PolicyVersionRow Row(string name, string file, string text, VersionKind kind = VersionKind.Policy) => new()
    {
        Kind = kind,
        Name = name,
        File = file,
        Version = PolicyVersion.Of(text),
        Text = text,
        Defaults = "",
        EffectiveAt = LastWeek,
        Instance = "one",
    };
}
