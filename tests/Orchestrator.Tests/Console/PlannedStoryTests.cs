using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Core.Planning;
using Orchestrator.Tests.Planning;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Console;

/// <summary>What the planner and explanations say, as far as tests know it, has Russian words.</summary>
public sealed partial class PlannedStoryTests
{
    [Theory]
    [InlineData("shop")]
    [InlineData("clinic")]
    [InlineData("service-desk")]
    public void Tell_Explanations_AreRussian(string set)
    {
        var lines = File.ReadAllLines(PolicyText.Shipped($"tests/Orchestrator.Tests/Planning/Golden/{set}.txt"));

        RussianReader.ReadsAll([.. lines.Select(l => Sentence().Match(l)).Where(m => m.Success).Select(m => m.Groups["said"].Value)], "clinic-requests", "10-requests.yaml", "10-incidents.yaml", "incidents");
    }

    [Fact]
    public void Tell_EveryStepOfRandomPolicies_IsRussian() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261122, 7),
        Prop.ForAll(Scenarios.All, scenario => RussianReader.ReadsAll([.. scenario.Live().Seen.SelectMany(seen => Said(seen.Step))], "policy")));

    [Fact]
    public void Tell_WhatPoliciesSayAtTimesOfTheirOwn_IsRussian() => RussianReader.ReadsAll(
        [
            .. Enumerable.Range(1, 22).Select(n => $"{n} attempts, none answered"),
            "1 attempt, none answered", "policy sales is off", "busy again: at most 0 retries", "no answer again: at most 1 retry",
            "the clocks of Europe/Berlin skip that time; taken as 03:00:00, the first moment after it", "the clocks of Europe/Berlin show that time twice; the first is taken",
            "covers.queues and covers.missed of this policy do not fit", "covers.queues of this policy does not fit",
        ],
        "sales");

    private static IEnumerable<string> Said(NextStep step) => step.Avoided.Select(a => a.Why).Append(step.Why).Append(step.Rule);

    // What stands behind a time that was avoided, an attempt's rule on a line of its own, and the ends of the lines that tell more.
    [GeneratedRegex(@"^(( {13}not \w{3} \S+ \S+: )|( {13}(?!not |the number guard|\d+ outcomes? w))|(End .* after \d+ attempts?: )|(Covered +(yes|no): )|(Assumed +))(?<said>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();
}
