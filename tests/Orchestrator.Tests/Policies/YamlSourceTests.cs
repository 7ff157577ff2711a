using System.Text;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;
using Xunit;

namespace Orchestrator.Tests.Policies;

public sealed class YamlSourceTests
{
    /// <summary>Milliseconds. Far more than a busy machine needs, and far less than a hang.</summary>
    private const int NotQuick = 60_000;

    [Fact]
    public void Parse_Nodes_KeepTextAndPlace()
    {
        var root = Assert.IsType<SourceNode.Mapping>(YamlSource.Parse("a: 1\nb:\n  - x\n  - { y: off }\n", "f.yaml").Root);

        Assert.Equal(new SourceNode.Scalar(new Place("f.yaml", 1, 4), "1"), root.Entries[0].Value);
        var list = Assert.IsType<SourceNode.Sequence>(root.Entries[1].Value);
        Assert.Equal(new Place("f.yaml", 3, 5), list.Items[0].Place);
        Assert.Equal("off", ((SourceNode.Scalar)((SourceNode.Mapping)list.Items[1]).Entries[0].Value).Text);
    }

    [Theory]
    [InlineData("", 1, 1, "the file is empty")]
    [InlineData("# only a comment\n", 1, 1, "the file is empty")]
    [InlineData("---\n", 1, 1, "the file is empty")]
    [InlineData("a: 1\r\nb: x\u0001", 2, 5, "a character that does not belong")]
    [InlineData("a:\n\tb: 1", 2, 1, "a tab in the indentation")]
    [InlineData("a:\n  b: 1\n  \tc: [", 3, 3, "a tab in the indentation")]
    [InlineData("a: [1, 2", 1, 9, "not YAML")]
    [InlineData("a: 1\n b: 2", 2, 3, "not YAML")]
    [InlineData("a: 'x", 1, 4, "not YAML")]
    [InlineData("a: 1\nb: x\0y", 2, 5, "a character that does not belong")]
    [InlineData("a: \u0007", 1, 4, "a character that does not belong")]
    public void Parse_WhatIsNotTaken_IsFoundAtItsPlace(string text, int line, int column, string reason)
    {
        var reading = YamlSource.Parse(text, "f.yaml");

        Assert.Null(reading.Root);
        var finding = Assert.Single(reading.Findings);
        Assert.Contains(reason, finding.Reason.ToString(), StringComparison.Ordinal);
        Assert.Equal((line, column), (finding.Line, finding.Column));
    }

    [Theory]
    [InlineData("a: &x 1\nb: 2", 1, 4, "a", "anchors are not allowed")]
    [InlineData("a: 1\nb: *x", 2, 4, "b", "aliases are not allowed")]
    [InlineData("a: !!int 1", 1, 4, "a", "tags are not allowed")]
    [InlineData("a: !run x", 1, 4, "a", "tags are not allowed")]
    [InlineData("a: 1\nb: 2\na: 3", 3, 1, "a", "given twice, first in line 1, column 1")]
    [InlineData("a: 1\n---\nb: 2", 2, 1, "", "a second document begins here")]
    [InlineData("? [a]\n: 1", 1, 3, "", "a name must be a single value")]
    [InlineData("h: { x: 1, y: [0, { b: &x 1 }] }", 1, 24, "h.y[1].b", "anchors are not allowed")]
    [InlineData("h:\n  mon-fri: 1\n  mon-fri: 2", 3, 3, "h.mon-fri", "given twice, first in line 2, column 3")]
    public void Parse_WhatCanBePassedOver_IsFoundAtItsPlaceAndTheRestIsRead(string text, int line, int column, string path, string reason)
    {
        var reading = YamlSource.Parse(text, "f.yaml");

        Assert.IsType<SourceNode.Mapping>(reading.Root);
        var finding = Assert.Single(reading.Findings);
        Assert.Contains(reason, finding.Reason.ToString(), StringComparison.Ordinal);
        Assert.Equal((line, column, path), (finding.Line, finding.Column, finding.Path));
    }

    [Fact(Timeout = NotQuick)]
    public async Task Parse_MoreMistakesThanAnybodyReads_EndsAfterAHundred()
    {
        var reading = await ParseAsync("a: [" + string.Concat(Enumerable.Repeat("*x, ", 50_000)) + "]");

        Assert.Null(reading.Root);
        Assert.Equal(101, reading.Findings.Length);
        Assert.Contains("the rest of the file was not read", reading.Findings[^1].Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_HalfACharacter_IsFoundAtItsPlace() =>
        Assert.Equal(new Place("f.yaml", 1, 4), Assert.Single(YamlSource.Parse("a: \ud800", "f.yaml").Findings).Place);

    [Fact]
    public void Parse_TwoDuplicates_AreBothFound() =>
        Assert.Equal(2, YamlSource.Parse("a: 1\na: 2\nb: 1\nb: 2", "f.yaml").Findings.Length);

    [Theory(Timeout = NotQuick)]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public async Task Parse_DeepNesting_IsRefusedQuickly(string opening)
    {
        var text = new StringBuilder().Insert(0, opening, 60_000).ToString();

        var reading = await ParseAsync(text);

        Assert.Null(reading.Root);
        Assert.NotEmpty(reading.Findings);
    }

    [Fact]
    public void Parse_TwentyLevels_AreTakenAndOneMoreIsNot()
    {
        Assert.NotNull(YamlSource.Parse(new string('[', 20) + new string(']', 20), "f.yaml").Root);
        Assert.Contains("deeper than 20", Assert.Single(YamlSource.Parse(new string('[', 21) + new string(']', 21), "f.yaml").Findings).Reason.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = NotQuick)]
    public async Task Parse_AliasBomb_IsRefusedQuickly()
    {
        // 9 levels of 9: whoever follows the aliases has 387 million values.
        var levels = Enumerable.Range(0, 9).Select(level => $"l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat(level == 0 ? "x" : $"*l{level - 1}", 9))}]");

        var reading = await ParseAsync(string.Join('\n', levels));

        Assert.Equal(9, reading.Findings.Count(f => f.Reason is Reason.AnchorsNotAllowed));
        Assert.Equal(8 * 9, reading.Findings.Count(f => f.Reason is Reason.AliasesNotAllowed));
        Assert.Equal(81, ((SourceNode.Mapping)reading.Root!).Entries.Sum(e => ((SourceNode.Sequence)e.Value).Items.Count(i => i is SourceNode.Scalar)));
    }

    [Fact(Timeout = NotQuick)]
    public async Task Parse_LargeText_IsRefusedQuickly() =>
        Assert.Contains("larger than 256 kB", Assert.Single((await ParseAsync(new string('[', 5_000_000))).Findings).Reason.ToString(), StringComparison.Ordinal);

    // On a thread of its own: a time limit sees nothing of a test that never comes back.
    private static Task<YamlReading> ParseAsync(string text) => Task.Run(() => YamlSource.Parse(text, "f.yaml"), TestContext.Current.CancellationToken);
}
