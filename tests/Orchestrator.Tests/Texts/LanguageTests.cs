using System.Text.RegularExpressions;
using Orchestrator.Core;
using Orchestrator.Core.Reasons;
using Orchestrator.Core.Texts;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Texts;

/// <summary>The files of texts: whole, and the same in all languages.</summary>
public sealed partial class LanguageTests
{
    private const string OfReasons = "reason.";

    public static TheoryData<string> Codes { get; } = [.. Language.All.Select(l => l.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Texts_AreThoseOfEnglish_WithTheSameHoles(string code)
    {
        var (english, other) = (Language.English.Texts, Language.Of(code).Texts);

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, t => Assert.True(t.Value.Holes.ToHashSet().SetEquals(other[t.Key].Holes), $"{t.Key}: {string.Join(", ", t.Value.Holes)} in English, {string.Join(", ", other[t.Key].Holes)} in {code}"));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Plurals_HaveAsManyFormsAsTheLanguage(string code) => Assert.All(
        Language.Of(code).Texts, t => Assert.All(t.Value.PluralForms, n => Assert.True(n == Language.Of(code).Forms.Plurals, $"{t.Key} has {n} forms")));

    [Fact]
    public void EveryReason_HasItsText_AndNoTextIsWithoutOne()
    {
        string[] special = [Reason.CodeOf<Reason.Several>(), Reason.CodeOf<Reason.Quoted>()];

        Assert.Equal(
            ReasonForm.All.Keys.Except(special, StringComparer.Ordinal).Order(StringComparer.Ordinal),
            Language.English.Texts.Keys.Where(k => k.StartsWith(OfReasons, StringComparison.Ordinal)).Select(k => k[OfReasons.Length..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryHole_IsAnArgument_AndEveryArgumentIsSaid() => Assert.All(
        ReasonForm.All.Values.Where(f => Language.English.Texts.ContainsKey(OfReasons + f.Code)),
        form => Assert.True(
            form.Arguments.Select(a => a.Name).ToHashSet().SetEquals(Language.English.Texts[OfReasons + form.Code].Holes),
            $"{form.Code}: {string.Join(", ", form.Arguments.Select(a => a.Name))} against {string.Join(", ", Language.English.Texts[OfReasons + form.Code].Holes)}"));

    [Fact]
    public void EveryWordInAReason_HasItsText() => Assert.All(
        ReasonForm.All.Values.SelectMany(f => f.Arguments).Select(a => Nullable.GetUnderlyingType(a.Type) ?? a.Type).Where(t => t.IsEnum && t.Namespace!.StartsWith("Orchestrator", StringComparison.Ordinal)).Distinct(),
        type => Assert.All(Enum.GetValues(type).Cast<Enum>(), word => Assert.NotEmpty(Language.English.Word(word))));

    [Fact]
    public void EveryKeyInTheSource_IsAText_AndNoTextOfAPageIsWithoutAUser()
    {
        var source = string.Join('\n', Directory.EnumerateFiles(PolicyText.Shipped("src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var keys = Key().Matches(source).Select(m => m.Groups["key"].Value).Where(k => !k.EndsWith(".yaml", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var beginnings = Beginning().Matches(source).Select(m => m.Groups["key"].Value).ToList();

        Assert.Equal([], keys.Except(Language.English.Texts.Keys, StringComparer.Ordinal));
        Assert.Equal([], Language.English.Texts.Keys.Where(k => Groups().IsMatch(k)).Except(keys, StringComparer.Ordinal).Where(k => !beginnings.Exists(b => k.StartsWith(b, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("{n|day|days}", 1, "1 day")]
    [InlineData("{n|day|days}", 2, "2 days")]
    [InlineData("{n|every # day|every # days}", 3, "every 3 days")]
    [InlineData("all {n:word|day|days}", 3, "all days")]
    public void Plural_StandsWhereTheTextSays(string template, int n, string expected) => Assert.Equal(expected, Language.English.Fill(TextTemplate.Parse(template), ("n", n)));

    [Theory]
    [InlineData("{n")]
    [InlineData("[{n}")]
    public void Template_ThatIsNotClosed_IsRefused(string template) => Assert.Throws<FormatException>(() => TextTemplate.Parse(template));

    [GeneratedRegex("""(?<=")(?<key>(frame|cases|jobs|board|numbers|policies|access|mail|form|span|hangfire_state|account_fault|audit_action|cli|csv)\.[a-z0-9_]+)(?=")""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Key();

    // "cases.span_{unit}", or "mail." + label
    [GeneratedRegex("""(?<=")(?<key>(frame|cases|jobs|board|numbers|policies|access|mail|form|span|hangfire_state|account_fault|audit_action|cli|csv)\.[a-z0-9_]*)(?=\{|" \+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Beginning();

    [GeneratedRegex("^(frame|cases|jobs|board|numbers|policies|access|mail|form|span|hangfire_state|account_fault|audit_action|cli|csv)\\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Groups();

    [Fact]
    public void Words_AreWrittenAsEverywhere() => Assert.Equal("no_answer", Words.SnakeCase("NoAnswer"));
}
