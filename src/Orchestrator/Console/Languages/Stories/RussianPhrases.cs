using System.Collections.Immutable;

namespace Orchestrator.Console.Languages.Stories;

/// <summary>
/// Every sentence that the orchestrator writes about a case, in Russian. A test compares these with the code that writes them: a sentence that is not here fails it.
/// </summary>
internal static partial class RussianPhrases
{
    /// <summary>Sentences go before the reasons in them: a person's words stand at the end of a sentence, and may look like anything.</summary>
    public static ImmutableArray<Phrase> All { get; } = [.. Of(Sentences), .. Of(Steering), .. Of(Attempts), .. Of(Dispatch), .. Of(Planning), .. Of(Explaining), .. Causes];

    private static IEnumerable<Phrase> Of((string English, string Russian)[] phrases) => phrases.Select(p => new Phrase(p.English, p.Russian));
}
