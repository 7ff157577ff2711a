using System.Text.RegularExpressions;
using Orchestrator.Console.Languages.Stories;
using Xunit;

namespace Orchestrator.Tests.Console;

public sealed partial class RussianPhrasesTests
{
    [Fact]
    public void Phrases_NoneIsThereTwice() => Assert.Empty(RussianPhrases.All.GroupBy(p => p.English).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Phrases_BothSidesHaveTheSameHoles() =>
        Assert.Empty(RussianPhrases.All.Where(p => !HolesOf(p.English).SetEquals(HolesOf(p.Other))).Select(p => p.English));

    private static HashSet<string> HolesOf(string side) => [.. Holes().Matches(side).Select(m => m.Groups["hole"].Value)];

    [GeneratedRegex(@"\{(?<hole>[a-z:]+)(\|[^{}]*)?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Holes();
}
