using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;
using Xunit;

namespace Orchestrator.Tests.Policies;

/// <summary>What docs/policies.md says is what the loader does.</summary>
public sealed partial class PolicyDocsTests
{
    private static readonly string Docs = File.ReadAllText(PolicyText.Shipped("docs/policies.md"));

    public static TheoryData<string, string> Blocks =>
        new(BlockPattern().Matches(Docs).Select(m => (m.Groups["kind"].Value.Trim(), m.Groups["text"].Value)));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Docs_YamlBlocks_AreWhatTheySayTheyAre(string kind, string text)
    {
        var findings = kind.Split(':')[0] switch
        {
            "file" => PolicyText.Read(text).Findings,
            "fragment" or "invalid" => PolicyText.Fragment(text).Findings,
            "defaults" => PolicyText.Read("policy: sales\noperators: { from: queue sales }", text).Findings,
            "numbers" or "first-format" => NumbersReader.Read(YamlSource.Parse(text, "numbers.yaml").Root!).Findings,
            _ => throw new InvalidOperationException($"A block of yaml says what it is: file, fragment, invalid, defaults, numbers or first-format; not '{kind}'."),
        };

        if (kind == "first-format")
        {
            Assert.All(findings, f => Assert.Equal(FindingSeverity.Warning, f.Severity));
            Assert.Equal(["country", "national"], findings.Select(f => f.Path));
            return;
        }

        var expected = kind.Split(": ", 2) is [_, var what] ? new[] { what } : [];
        Assert.Equal(expected.Length, findings.Length);
        Assert.All(expected.Zip(findings), pair => Assert.StartsWith(pair.First, $"{pair.Second.Path}: {pair.Second.Reason}", StringComparison.Ordinal));
    }

    [Fact]
    public void Docs_EveryBlockOfYaml_IsTested() => Assert.Equal(Docs.Split("```yaml").Length - 1, Blocks.Count);

    [Fact]
    public void Docs_EveryField_IsInAnExample()
    {
        var shown = BlockPattern().Matches(Docs)
            .Where(m => !m.Groups["kind"].Value.Contains("invalid", StringComparison.Ordinal))
            .SelectMany(m => Paths(YamlSource.Parse(m.Groups["text"].Value, "docs").Root!, ""));

        Assert.Empty(Rows().Select(r => r.Path).Except(shown, StringComparer.Ordinal));
    }

    [Fact]
    public void Docs_Tables_NameEveryFieldAndNoOther()
    {
        var fields = SchemaFields.Of("policy").Concat(SchemaFields.Of("numbers")).Select(f => f.Path);

        Assert.Equal(fields.Order(StringComparer.Ordinal), Rows().Select(r => r.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Docs_Defaults_AreThoseOfTheSchema()
    {
        var documented = Rows().Where(r => r.Default.StartsWith('`')).Select(r => $"{r.Path}: {Written(Yaml(r.Default.Trim('`')))}");
        var real = SchemaFields.Of("policy").Concat(SchemaFields.Of("numbers")).Where(f => f.Default is not null).Select(f => $"{f.Path}: {Written(f.Default!)}");

        Assert.Equal(real.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    public static TheoryData<string, string, string> DurationRanges => new(
        from row in Rows()
        where row.Type == "duration"
        let ends = row.Range.Split(" to ")
        select (row.Path, ends[0], ends[1]));

    [Theory]
    [MemberData(nameof(DurationRanges))]
    public void Docs_RangesOfDurations_AreThoseOfTheLoader(string path, string least, string most)
    {
        Assert.Empty(PolicyText.Fragment(SchemaFields.Nest(path, least)).Findings);
        Assert.Empty(PolicyText.Fragment(SchemaFields.Nest(path, most)).Findings);
        Assert.NotEmpty(PolicyText.Fragment(SchemaFields.Nest(path, Milliseconds(most) + 1 + "ms")).Findings);
        if (Milliseconds(least) > 0)
        {
            Assert.NotEmpty(PolicyText.Fragment(SchemaFields.Nest(path, Milliseconds(least) - 1 + "ms")).Findings);
        }
    }

    public static TheoryData<string, int, int> NumberRanges => new(
        from row in Rows()
        where row.Type == "number" && row.Range.Contains(" to ", StringComparison.Ordinal) && !row.Range.Contains("digits", StringComparison.Ordinal)
        let ends = row.Range.Split(" to ").Select(e => int.Parse(e, CultureInfo.InvariantCulture)).ToArray()
        where !row.Path.Contains("[]", StringComparison.Ordinal) && !row.Path.StartsWith("caps", StringComparison.Ordinal)
        select (row.Path, ends[0], ends[1]));

    [Theory]
    [MemberData(nameof(NumberRanges))]
    public void Docs_RangesOfNumbers_AreThoseOfTheLoader(string path, int least, int most)
    {
        Assert.Equal([true, true, false, false], new[] { least, most, least - 1, most + 1 }.Select(n => PolicyText.Fragment(SchemaFields.Nest(path, $"{n}")).Findings.IsEmpty));
    }

    [Fact]
    public void Docs_ListsOfWords_NameEveryWord() =>
        Assert.All(
            SchemaFields.Of("policy").Where(f => f.Words.Count > 0),
            f => Assert.All(f.Words, word => Assert.Contains($"`{word}`", Rows().Single(r => r.Path == f.Path).Range, StringComparison.Ordinal)));

    private static string Written(JsonNode value) => value.ToJsonString();

    private static JsonNode Yaml(string text) => TypedYaml.Read(text)!;

    private static long Milliseconds(string span) =>
        long.Parse(span.TrimEnd('s', 'h', 'd'), CultureInfo.InvariantCulture) * (span[^1] switch { 's' => 1000, 'h' => 3_600_000, _ => 86_400_000 });

    private static IEnumerable<string> Paths(SourceNode node, string path) => node switch
    {
        SourceNode.Mapping mapping => mapping.Entries.SelectMany(e => Paths(e.Value, path.Length == 0 ? e.Name.Text : $"{path}.{e.Name.Text}")).Prepend(path),
        SourceNode.Sequence list => list.Items.SelectMany(i => Paths(i, path + "[]")).Prepend(path),
        _ => [path],
    };

    private static IEnumerable<Row> Rows() =>
        from line in Docs.Split('\n')
        where line.StartsWith("| `", StringComparison.Ordinal) && !line.StartsWith("| `{", StringComparison.Ordinal) && !line.StartsWith("| `strike_out`", StringComparison.Ordinal)
        let cells = line.Split('|').Select(c => c.Trim()).ToArray()
        select cells is [_, var outcome, _, var rule, _] ? new Row(outcome.Trim('`'), "rule", rule, "") : new Row(cells[1].Trim('`'), cells[2], cells[3], cells[4]);

    [GeneratedRegex("```yaml(?<kind>[^\n]*)\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BlockPattern();

    private sealed record Row(string Path, string Type, string Default, string Range);
}
