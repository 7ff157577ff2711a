using System.Collections.Frozen;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;

namespace Orchestrator.Console.Languages.Stories;

/// <summary>
/// What may stand in a hole of a phrase, by the hole's kind: <c>{span}</c> takes <c>1h 30m</c> and nothing else. Two holes of a kind in one phrase
/// are told apart by a name: <c>{name:from}</c>.
/// </summary>
internal static class Hole
{
    /// <summary>Another phrase of the book, or several joined by semicolons; else the phrase around it does not fit either.</summary>
    public const string Why = "why";

    /// <summary>The same, but only one phrase.</summary>
    public const string Rule = "rule";

    /// <summary>A SIP response, or a Q.850 cause, as the book has it.</summary>
    public const string Response = "response";

    /// <inheritdoc cref="Response"/>
    public const string Cause = "cause";

    /// <summary>Another phrase of the book, or a text from outside, such as Asterisk's, that stays as it is.</summary>
    public const string Any = "any";

    private const string Number = "[0-9]+";
    private const string OneSpan = Number + "(?:ms|[dhms])";
    private const string SpanForm = OneSpan + "(?: " + OneSpan + ")*";
    private const string ShortDay = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private const string ShortMonth = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private const string Date = "[0-9]+-[0-9]+-[0-9]+";
    private const string Clock = "[0-9]+:[0-9]+";
    private const string ClockWithSeconds = Clock + ":[0-9]+";

    private static readonly FrozenDictionary<string, string> Forms = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Why] = ".+",
        [Rule] = "[^;]+",
        [Any] = ".+",
        [Response] = "[0-9]+(?: [A-Z][A-Za-z -]+)?",
        [Cause] = "cause [0-9]+(?: .+)?",
        ["text"] = ".*", // a person's words, or evidence that is the same in every language
        ["name"] = @"\S+",
        ["names"] = "[^()]+?",
        ["quoted"] = ".*?",
        ["zone"] = @"\S+",
        ["fields"] = "[a-z_.]+(?: and [a-z_.]+)*",
        ["who"] = @"(?:user \S+|API key '[^']*'|[^:;]+ on the command line)",
        ["n"] = Number,
        ["seconds"] = Number + @"(?:\.[0-9])?",
        ["span"] = SpanForm,
        ["after"] = SpanForm,
        ["clock"] = $"(?:{Clock}|{ClockWithSeconds})",
        ["window"] = $"{Clock}-{Clock}",
        ["time"] = $"{ShortDay} (?:[0-9]+ {ShortMonth} )?{Clock}",
        ["day"] = $@"{Date}(?:\.\.{Date})?",
        ["weekday"] = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)",
        ["stamp"] = $@"{ShortDay} {Date} {ClockWithSeconds} \S+",
        ["instant"] = $"{Date}T{ClockWithSeconds}Z",
        ["ordinal"] = "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[0-9]+th)",
        ["outcome"] = OneOf(Words.All<Outcome>().Select(Spaced)),
        ["missed"] = OneOf(Words.All<MissReason>().Select(Spaced)),
        ["disposition"] = OneOf(Words.All<Disposition>()),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The pattern of a kind.</summary>
    /// <exception cref="KeyNotFoundException">There is no such kind.</exception>
    public static string Form(string kind) => Forms[kind];

    private static string Spaced(string word) => word.Replace('_', ' ');

    private static string OneOf(IEnumerable<string> words) => $"(?:{string.Join('|', words)})";
}
