using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Orchestrator.Console.Languages.Stories;

/// <summary>
/// One sentence, or part of one, that the orchestrator writes, with its holes, and what another language says for it:
/// <c>{n} attempt(s), none answered</c> and <c>{n|попытка|попытки|попыток}, дозвониться не удалось</c>.
/// The English side must fit a text from end to end; <c>(s)</c> may be there or not. The other side may use each hole as often as it likes.
/// </summary>
internal sealed partial class Phrase
{
    private const string MayBePlural = "(s)";

    private readonly Lazy<Regex> pattern;
    private readonly ImmutableArray<string> literals;

    public Phrase(string english, string other)
    {
        English = english;
        Other = other;
        HasHoles = english.Contains('{', StringComparison.Ordinal);
        literals = [.. Holes().Replace(english, MayBePlural).Split(MayBePlural)];
        pattern = new Lazy<Regex>(Compile);
    }

    public string English { get; }

    public string Other { get; }

    public bool HasHoles { get; }

    /// <summary>What stands in the holes of a text, by the holes' names; null when the text is not this phrase.</summary>
    public Match? Fit(string text) => MayFit(text) && pattern.Value.Match(text) is { Success: true } match ? match : null;

    /// <summary>The other side in order: text between holes, and holes.</summary>
    public IEnumerable<(string Text, Group? Hole)> Pieces(Match match)
    {
        var at = 0;
        foreach (Match hole in Holes().Matches(Other))
        {
            yield return (Other[at..hole.Index], null);
            yield return (hole.Value[1..^1], match.Groups[GroupOf(hole)]);
            at = hole.Index + hole.Length;
        }

        yield return (Other[at..], null);
    }

    public static string KindOf(string hole) => hole.Split(':', '|')[0];

    /// <summary>Quickly, for most phrases are not the one: whether all that is no hole is there, in its order. A pattern is only compiled where it is.</summary>
    private bool MayFit(string text)
    {
        if (!text.StartsWith(literals[0], StringComparison.Ordinal) || !text.EndsWith(literals[^1], StringComparison.Ordinal))
        {
            return false;
        }

        var at = 0;
        foreach (var literal in literals)
        {
            var found = text.IndexOf(literal, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + literal.Length;
        }

        return true;
    }

    /// <summary>Linear in the text's length, whatever the text: parts of it come from people.</summary>
    private Regex Compile()
    {
        var at = 0;
        var form = new StringBuilder(@"\A");
        foreach (Match hole in Holes().Matches(English))
        {
            form.Append(Literal(English[at..hole.Index]));
            form.Append(CultureInfo.InvariantCulture, $"(?<{GroupOf(hole)}>{Hole.Form(hole.Groups["kind"].Value)})");
            at = hole.Index + hole.Length;
        }

        form.Append(Literal(English[at..])).Append(@"\z");
        return new Regex(form.ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture);
    }

    private static string Literal(string text) => Regex.Escape(text).Replace(Regex.Escape(MayBePlural), "s?", StringComparison.Ordinal);

    private static string GroupOf(Match hole) => hole.Groups["kind"].Value + hole.Groups["name"].Value;

    [GeneratedRegex(@"\{(?<kind>[a-z]+)(:(?<name>[a-z]+))?(\|[^{}]*)?\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Holes();
}
