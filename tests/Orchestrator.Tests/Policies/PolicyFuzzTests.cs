using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Orchestrator.Core.Checking;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;
using Xunit;

namespace Orchestrator.Tests.Policies;

/// <summary>Whatever the text, reading ends in a policy or in findings with a position inside the text: 100,000 inputs. Seeded: a failure names its input.</summary>
public sealed class PolicyFuzzTests
{
    /// <summary>Milliseconds, for some ten thousand inputs. Far more than a busy machine needs, and far less than a hang.</summary>
    private const int Hang = 120_000;

    private const string Marks = "{}[]:,-#&*!|>'\"%@`?\n\r\t \\~+0123456789abcmon/.\u00e9\u4e2d\0\u0085\ufeff";

    private static readonly string[] Breaks = ["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"];

    private static readonly string[] Pieces =
    [
        "policy: ", "hours:", "retry: { ", "after: [", "  - ", "<<: *x", "&x ", "!!binary ", "---\n", "...\n", "? ", "\"\\u", "|2-\n", ">+\n", "%YAML 1.1\n",
        "holidays: { 2027-01-01..2027-01-08: closed }\n", "2026-02-30: ", "notify:\n  - on: ", "busy_hours: ", "priority: { base: ", "{ strike_out: { confirm: ", "leave sound:",
        "09:00-20:00", "99999999999d", "{number}", "queue ", ": ", "\n", "\n    ", "]", "}", "null", "~", "0x1F", "1e999",
    ];

    private static readonly string[] Examples =
    [
        File.ReadAllText(PolicyText.Shipped("policies/10-sales.yaml")),
        File.ReadAllText(PolicyText.Shipped("policies/numbers.yaml")),
        .. PolicyDocsTests.Blocks.Select(b => PolicyText.Least + b.Data.Item2),
    ];

    [Theory(Timeout = Hang)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public Task Read_MutatedFiles_NeverThrows(int seed) => EachAsync(13_000, new Random(seed), random =>
    {
        var text = Examples[random.Next(Examples.Length)];
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(text.Length + 1);
            var cut = Math.Min(random.Next(8), text.Length - at);
            text = text[..at] + Piece(random) + text[(at + cut)..];
        }

        Check(text);
    });

    [Theory(Timeout = Hang)]
    [InlineData(11)]
    [InlineData(12)]
    public Task Read_SoupOfTokens_NeverThrows(int seed) =>
        EachAsync(15_000, new Random(seed), random => Check(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Piece(random)))));

    [Fact(Timeout = Hang)]
    public Task Read_TruncatedFiles_NeverThrows() => EachAsync(16_000, new Random(21), random =>
    {
        var text = Examples[random.Next(Examples.Length)];
        var from = random.Next(3) == 0 ? random.Next(text.Length) : 0;
        Check(text[from..random.Next(from, text.Length + 1)]);
    });

    /// <summary>Few of them: almost all end at their first bytes.</summary>
    [Fact(Timeout = Hang)]
    public Task Read_RandomBytes_NeverThrows() => EachAsync(2_000, new Random(31), random =>
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        if (random.Next(2) == 0)
        {
            // Most random bytes are no UTF-8; half of the files shall come as far as the scanner.
            bytes = Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(bytes.Select(b => (byte)(b % 128)).ToArray()));
        }

        var (source, text) = YamlFile.Read("f.yaml", bytes);
        Assert.True(source.Root is not null || !source.Findings.IsEmpty);
        AssertInside(source.Findings, text);
    });

    // On a thread of its own: a time limit sees nothing of a test that never comes back.
    private static Task EachAsync(int inputs, Random random, Action<Random> check) => Task.Run(
        () =>
        {
            for (var i = 0; i < inputs; i++)
            {
                check(random);
            }
        },
        TestContext.Current.CancellationToken);

    private static string Piece(Random random) =>
        random.Next(2) == 0 ? Pieces[random.Next(Pieces.Length)] : Marks[random.Next(Marks.Length)].ToString();

    private static ImmutableArray<PolicyFinding> Warnings(string text, PolicyReading reading) =>
        PolicyWarnings.Of(new PolicySetReading(PolicySet.Empty, []) { Files = [new PolicyFile("f.yaml", text, "", reading)] }, NumberPlan.Unknown, new LocalDate(2026, 11, 22));

    // The place behind a line's last character is inside: there something is missing.
    private static void AssertInside(ImmutableArray<PolicyFinding> findings, string text)
    {
        var lines = text.Split(Breaks, StringSplitOptions.None);
        Assert.All(findings, f => Assert.True(f.Line >= 1 && f.Line <= lines.Length && f.Column >= 1 && f.Column <= lines[f.Line - 1].Length + 1, f.ToString()));
    }

    private static void Check(string text)
    {
        try
        {
            var source = YamlSource.Parse(text, "f.yaml");
            Assert.True(source.Root is not null || !source.Findings.IsEmpty);
            var findings = source.Findings;
            if (source.Root is { } root)
            {
                var policy = PolicyDirectory.Read("f.yaml", text, "");
                Assert.Equal(policy.Policy is null, policy.Findings.Any(f => f.Severity == FindingSeverity.Error));
                findings = [.. policy.Findings, .. NumbersReader.Read(root).Findings, .. PolicyReader.CheckDefaults(root), .. Warnings(text, policy)];
            }

            AssertInside(findings, text);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Input was:\n{text}", e);
        }
    }
}
