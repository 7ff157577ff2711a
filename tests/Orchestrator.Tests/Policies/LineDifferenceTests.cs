using Orchestrator.Engine.PolicyFiles;
using Xunit;

namespace Orchestrator.Tests.Policies;

public sealed class LineDifferenceTests
{
    [Fact]
    public void Of_SameTexts_IsEmptyWhateverEndsTheLines() => Assert.Empty(LineDifference.Of("a\nb\n", "a\r\nb"));

    [Theory]
    [InlineData("a b c", "a x c", " a|-b|+x| c")]
    [InlineData("", "a b", "+a|+b")]
    [InlineData("a b", "", "-a|-b")]
    [InlineData("a b c d", "b c d e", "-a| b| c| d|+e")]
    [InlineData("a b a b", "b a", "-a| b| a|-b")]
    public void Of_Texts_KeepsAsMuchAsPossible(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join('|', LineDifference.Of(Text(before), Text(after)).Select(l => Sign(l.Change) + l.Text)));

    [Fact]
    public void Of_ChangeFarInside_LeavesOutWhatIsFarFromIt()
    {
        var lines = Enumerable.Range(1, 100).Select(n => $"line {n}").ToList();
        var before = string.Join('\n', lines);
        lines[49] = "changed";

        var found = LineDifference.Of(before, string.Join('\n', lines));

        Assert.Equal(["…46", " 47", " 48", " 49", "-50", "+-", " 51", " 52", " 53", "…47"], found.Select(l => l.Change switch
        {
            LineChange.LeftOut => "…" + l.Text,
            LineChange.Added => "+-",
            _ => $"{Sign(l.Change)}{l.Before}",
        }));
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(30_000)]
    public void Of_HugeTextsWithoutACommonLine_AreReplacedAsAWhole(int lines)
    {
        var found = LineDifference.Of(string.Join('\n', Enumerable.Range(0, lines)), string.Join('\n', Enumerable.Range(lines, lines)));

        Assert.Equal(lines, found.Count(l => l.Change == LineChange.Removed));
        Assert.Equal(lines, found.Count(l => l.Change == LineChange.Added));
    }

    private static string Text(string words) => words.Replace(' ', '\n');

    private static char Sign(LineChange change) => change switch { LineChange.Removed => '-', LineChange.Added => '+', _ => ' ' };
}
