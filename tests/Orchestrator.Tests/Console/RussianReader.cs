using System.Text.RegularExpressions;
using NodaTime;
using Orchestrator.Console.Languages;
using Xunit;

namespace Orchestrator.Tests.Console;

/// <summary>Somebody who reads no English: a sentence must reach him whole.</summary>
internal static partial class RussianReader
{
    public static Speech Russian { get; } = Speech.Of("ru");

    public static string Reads(string english) => Russian.Story(english, DateTimeZoneProviders.Tzdb["Europe/Moscow"]);

    /// <summary>Those sentences of which something stays English.</summary>
    /// <param name="sentences">In English.</param>
    /// <param name="names">What is written in Latin letters in every language; zones and abbreviations such as ARI need not be named.</param>
    public static IEnumerable<string> Stumbles(IEnumerable<string> sentences, params string[] names) =>
        from english in sentences.Distinct(StringComparer.Ordinal)
        let told = Russian.Tell(english, DateTimeZone.Utc)
        where !told.IsWhole || Latin().IsMatch(names.Aggregate(Names().Replace(told.ToString(), ""), (text, name) => text.Replace(name, "", StringComparison.Ordinal)))
        select $"{english}\n    {told}";

    /// <summary>Fails with what he could not read.</summary>
    public static void ReadsAll(IReadOnlyCollection<string> sentences, params string[] names)
    {
        Assert.NotEmpty(sentences);
        var stumbles = Stumbles(sentences, names).Take(20).ToList();
        Assert.True(stumbles.Count == 0, "Not in Russian; Console/Languages/Stories/RussianPhrases has to know:\n" + string.Join('\n', stumbles));
    }

    [GeneratedRegex("[A-Za-z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Latin();

    // Zones, interfaces of operators, and what is an abbreviation in Russian too.
    [GeneratedRegex(@"[A-Z][A-Za-z]+/[A-Za-z0-9_/+-]+|\bUTC\b|\bARI\b|\bAMI\b|\bAPI\b|\bPJSIP/\d+|\bAsterisk\b|\bspool\b|\brecording\b|covers\.[a-z_]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
