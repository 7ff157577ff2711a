using NodaTime;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.PolicyFiles;
using Xunit;

namespace Orchestrator.Tests.Policies;

public sealed class PolicySuccessionTests : IDisposable
{
    private const string Broken = "policy: a\nmode: sometimes\n";

    private readonly PolicyTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Next_GoodFiles_AreInForceSinceTheyWereSeen()
    {
        var snapshot = tree.Write("20-b.yaml", PolicyTree.Policy("b")).Write("10-a.yaml", PolicyTree.Policy("a")).Look();

        Assert.Equal(["a", "b"], snapshot.Set.Policies.Select(p => p.Name));
        Assert.All(snapshot.Files, f => Assert.Equal((FileState.InForce, PolicyTree.Start), (f.State, f.Kept!.Since)));
        Assert.Equal("RU", snapshot.Numbers.Home);
    }

    [Fact]
    public void Next_ChangedFile_IsInForceWithItsNewVersionAndTheOthersStay()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Write("20-b.yaml", PolicyTree.Policy("b")).Look();

        var snapshot = tree.Write("10-a.yaml", PolicyTree.Policy("a", "new")).Look(hour: 1);

        var (a, b) = (snapshot.Find("a")!, snapshot.Find("b")!);
        Assert.Equal(PolicyVersion.Of(PolicyTree.Policy("a", "new")), a.Policy!.Version);
        Assert.Equal(PolicyTree.Start + Duration.FromHours(1), a.Kept!.Since);
        Assert.Equal(PolicyTree.Start, b.Kept!.Since);
    }

    [Fact]
    public void Next_BrokenFile_KeepsItsLastGoodVersionUntilItIsMended()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look();

        var broken = tree.Write("10-a.yaml", Broken).Look(1).Find("a")!;
        var still = tree.Write("10-a.yaml", "{").Look(2).Find("a")!;
        var mended = tree.Write("10-a.yaml", PolicyTree.Policy("a", "mended")).Look(3).Find("a")!;

        Assert.Equal((FileState.LastGoodInForce, PolicyTree.Start), (broken.State, broken.Kept!.Since));
        Assert.Contains(broken.Findings, f => f.Path == "mode");
        Assert.Equal((FileState.LastGoodInForce, broken.Policy), (still.State, still.Policy)); // by the file's name: its text names no policy
        Assert.Equal((FileState.InForce, PolicyTree.Start + Duration.FromHours(3)), (mended.State, mended.Kept!.Since));
        Assert.Empty(mended.Findings);
    }

    [Fact]
    public void Next_BrokenFileThatNeverWasGood_IsNotInForceAndStopsNoOther()
    {
        var snapshot = tree.Write("10-a.yaml", Broken).Write("20-b.yaml", PolicyTree.Policy("b")).Look();

        Assert.Equal(["b"], snapshot.Set.Policies.Select(p => p.Name));
        Assert.Equal((FileState.Broken, null), (snapshot.Files[0].State, snapshot.Files[0].Policy));
    }

    [Fact]
    public void Next_BrokenDefaults_KeepEveryPolicyAsItWas()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Write("defaults.yaml", "attempts: 3").Look();

        var snapshot = tree.Write("defaults.yaml", "attempts: many").Look(1);

        Assert.Equal(FileState.LastGoodInForce, snapshot.Find("a")!.State);
        Assert.Equal(3, snapshot.Set.Find("a")!.Attempts);
    }

    [Fact]
    public void Next_RemovedFile_WithdrawsItsPolicyAndARestoredOneIsBack()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Write("20-b.yaml", PolicyTree.Policy("b")).Look();

        var without = tree.Delete("10-a.yaml").Look(1);
        var back = tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look(2);

        Assert.Equal(["b"], without.Set.Policies.Select(p => p.Name));
        Assert.Equal(FileState.Withdrawn, without.Find("a")!.State);
        Assert.Equal((FileState.InForce, PolicyTree.Start + Duration.FromHours(2)), (back.Find("a")!.State, back.Find("a")!.Kept!.Since));
        Assert.Equal(2, back.Files.Length);
    }

    [Fact]
    public void Next_WithdrawnFileThatComesBackBroken_StaysWithdrawn()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look();
        tree.Delete("10-a.yaml").Look(1);

        var snapshot = tree.Write("10-a.yaml", Broken).Look(2);

        Assert.Empty(snapshot.Set.Policies);
        Assert.Equal([FileState.Broken, FileState.Withdrawn], snapshot.Files.Select(f => f.State).Order());
    }

    [Fact]
    public void Next_RenamedFile_IsTheSamePolicyStill()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look();

        var snapshot = tree.Delete("10-a.yaml").Write("30-a.yaml", PolicyTree.Policy("a")).Look(1);

        Assert.Equal(("30-a.yaml", FileState.InForce, PolicyTree.Start), (snapshot.Files.Single().File, snapshot.Files[0].State, snapshot.Files[0].Kept!.Since));
    }

    [Theory]
    [InlineData("05-copy.yaml")]
    [InlineData("20-copy.yaml")]
    public void Next_NewFileWithANameInForce_IsRefusedAndThePolicyStaysAsItIs(string copy)
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look();

        var snapshot = tree.Write(copy, PolicyTree.Policy("a", "copied")).Look(1);

        Assert.Equal(("10-a.yaml", FileState.InForce, PolicyTree.Start), Standing(snapshot, "a"));
        Assert.Equal(PolicyVersion.Of(PolicyTree.Policy("a")), Assert.Single(snapshot.Set.Policies).Version);
        var refused = snapshot.Files.Single(f => f.File == copy);
        Assert.Equal(FileState.Broken, refused.State);
        var finding = Assert.Single(refused.Findings);
        Assert.Equal((new Place(copy, 1, 9), "policy", "a"), (finding.Place, finding.Path, finding.Found?.ToString()));
        Assert.Equal("10-a.yaml has a policy of that name already", finding.Reason.ToString());
    }

    [Fact]
    public void Next_CopyWithANameOfItsOwn_GoesIntoForceThen()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look();
        tree.Write("05-copy.yaml", PolicyTree.Policy("a", "copied")).Look(1);

        var snapshot = tree.Write("05-copy.yaml", PolicyTree.Policy("vip")).Look(2);

        Assert.Equal(["vip", "a"], snapshot.Set.Policies.Select(p => p.Name));
        Assert.All(snapshot.Files, f => Assert.Equal((FileState.InForce, true), (f.State, f.Findings.IsEmpty)));
    }

    [Fact]
    public void Next_FileThatTakesTheNameOfAnother_KeepsItsLastGoodVersion()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Write("05-vip.yaml", PolicyTree.Policy("vip")).Look();

        var snapshot = tree.Write("05-vip.yaml", PolicyTree.Policy("a", "vip")).Look(1);

        Assert.Equal(("05-vip.yaml", FileState.LastGoodInForce, PolicyTree.Start), Standing(snapshot, "vip"));
        Assert.Equal(("10-a.yaml", FileState.InForce, PolicyTree.Start), Standing(snapshot, "a"));
    }

    [Fact]
    public void Next_TwoFilesSwapTheirNames_AreBothInForce()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Write("20-b.yaml", PolicyTree.Policy("b")).Look();

        var snapshot = tree.Write("10-a.yaml", PolicyTree.Policy("b")).Write("20-b.yaml", PolicyTree.Policy("a")).Look(1);

        Assert.Equal(["b", "a"], snapshot.Set.Policies.Select(p => p.Name));
        Assert.All(snapshot.Files, f => Assert.Equal(FileState.InForce, f.State));
    }

    [Theory]
    [InlineData("policy: a\nmode: sometimes\n")]
    [InlineData("{")]
    public void Next_NewFileWithTheNameOfABrokenOne_DoesNotTakeItsLastGoodVersionAway(string broken)
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look();

        var snapshot = tree.Write("10-a.yaml", broken).Write("05-copy.yaml", PolicyTree.Policy("a", "copied")).Look(1);

        Assert.Equal(("10-a.yaml", FileState.LastGoodInForce, PolicyTree.Start), Standing(snapshot, "a"));
        Assert.Equal(FileState.Broken, snapshot.Files.Single(f => f.File == "05-copy.yaml").State);
    }

    [Fact]
    public void Next_NameMovedToAnotherFile_IsNotHeldByTheOldOneThatIsBrokenUnderANewName()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look();

        var snapshot = tree.Write("10-a.yaml", "policy: z\nmode: sometimes\n").Write("20-a.yaml", PolicyTree.Policy("a", "moved")).Look(1);

        Assert.Equal("20-a.yaml", snapshot.Files.Single(f => f.IsInForce).File);
        Assert.Equal(FileState.Broken, snapshot.Files.Single(f => f.File == "10-a.yaml").State);
    }

    [Fact]
    public void Next_PolicyRenamedInItsFile_WithdrawsTheOldName()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look();

        var snapshot = tree.Write("10-a.yaml", PolicyTree.Policy("z")).Look(1);

        Assert.Equal(["z"], snapshot.Set.Policies.Select(p => p.Name));
        Assert.Equal(FileState.Withdrawn, snapshot.Find("a")!.State);
    }

    [Fact]
    public void Next_DirectoryWithNothingInIt_IsTakenForAMountThatIsAway()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look();

        var away = tree.Delete("10-a.yaml").Delete("numbers.yaml").Look(1);

        Assert.Equal(["a"], away.Set.Policies.Select(p => p.Name));
        Assert.Equal("RU", away.Numbers.Home);
        Assert.Equal([FileState.LastGoodInForce, FileState.LastGoodInForce], [away.Files.Single().State, away.NumbersFile.State]);
    }

    [Fact]
    public void Next_NumbersFileBrokenOrGone_KeepsTheLastGoodOne()
    {
        tree.Write("10-a.yaml", PolicyTree.Policy("a")).Look();

        Assert.Equal((FileState.LastGoodInForce, "RU"), Numbers(tree.Write("numbers.yaml", "home: 7x").Look(1)));
        Assert.Equal((FileState.LastGoodInForce, "RU"), Numbers(tree.Delete("numbers.yaml").Look(2)));
        Assert.Equal((FileState.InForce, "DE"), Numbers(tree.Write("numbers.yaml", "home: DE").Look(3)));

        static (FileState State, string? Home) Numbers(PolicySnapshot snapshot) => (snapshot.NumbersFile.State, snapshot.Numbers.Home);
    }

    private static (string File, FileState State, Instant Since) Standing(PolicySnapshot snapshot, string policy)
    {
        var standing = snapshot.Find(policy)!;
        return (standing.File, standing.State, standing.Kept!.Since);
    }
}
