using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Policies;
using Xunit;

namespace Orchestrator.Tests.Policies;

/// <summary>Whatever the text, reading ends in a policy or in findings with a position inside the text. Seeded: a failure names its input.</summary>
public sealed class PolicyFuzzTests
{
    private const string Marks = "{}[]:,-#&*!|>'\"%@`?\n\r\t \\~+0123456789abcmon/.\u00e9\u4e2d\0\u0085\ufeff";

    private static readonly string[] Pieces =
    [
        "policy: ", "hours:", "retry: { ", "after: [", "  - ", "<<: *x", "&x ", "!!binary ", "---\n", "...\n", "? ", "\"\\u", "|2-\n", ">+\n", "%YAML 1.1\n",
        "09:00-20:00", "99999999999d", "{number}", "queue ", ": ", "\n", "\n    ", "]", "}", "null", "~", "0x1F", "1e999",
    ];

    private static readonly string Example = File.ReadAllText(Path.Combine(PolicyText.Shipped("policies"), "10-sales.yaml"));

    [Fact]
    public void Read_TruncatedAnywhere_NeverThrows()
    {
        for (var length = 0; length < Example.Length; length++)
        {
            Check(Example[..length]);
        }
    }

    [Fact]
    public void Read_Mutated_NeverThrows()
    {
        var random = new Random(7);
        for (var i = 0; i < 4000; i++)
        {
            var text = Example;
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                var at = random.Next(text.Length);
                var cut = Math.Min(random.Next(8), text.Length - at);
                text = text[..at] + Piece(random) + text[(at + cut)..];
            }

            Check(text);
        }
    }

    [Fact]
    public void Read_RandomText_NeverThrows()
    {
        var random = new Random(11);
        for (var i = 0; i < 4000; i++)
        {
            Check(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Piece(random))));
        }
    }

    private static string Piece(Random random) =>
        random.Next(2) == 0 ? Pieces[random.Next(Pieces.Length)] : Marks[random.Next(Marks.Length)].ToString();

    private static void Check(string text)
    {
        try
        {
            var source = YamlSource.Parse(text, "f.yaml");
            Assert.Equal(source.Root is null, !source.Findings.IsEmpty);
            var findings = source.Findings;
            if (source.Root is { } root)
            {
                var policy = PolicyReader.Read(root, "0");
                Assert.True(policy.Policy is not null || policy.Findings.Any(f => f.Severity == FindingSeverity.Error));
                findings = [.. policy.Findings, .. NumbersReader.Read(root).Findings];
            }

            var lines = text.Split('\n', '\r', '\u0085', '\u2028', '\u2029').Length;
            Assert.All(findings, f => Assert.True(f.Line >= 1 && f.Line <= lines + 1 && f.Column >= 1, f.ToString()));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Input was:\n{text}", e);
        }
    }
}
