using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace Orchestrator.Console.Languages.Stories;

/// <summary>
/// Says the story of a case in another language. Stories are kept in English, for they are read by programs too; each sentence is one of the phrases
/// that the orchestrator can write, and reasons stand within each other and behind each other, as <c>first reason; second reason</c>.
/// </summary>
/// <param name="phrases">Tried in their order: a text from outside may look like any of them, so the narrow ones come first.</param>
/// <param name="fill">What stands in a hole, by the hole's kind and forms (<c>n|one|few|many</c>), as the language says it.</param>
internal sealed class PhraseBook(ImmutableArray<Phrase> phrases, Func<string, string, DateTimeZone, string> fill)
{
    private const string BetweenReasons = "; ";

    // A reason of a reason of a closing of a plan made anew: the orchestrator nests five deep.
    private const int Deepest = 8;

    // Longer than anything that the orchestrator writes without a person's words, which are at most 1000 characters.
    private const int Longest = 4000;

    private readonly ImmutableArray<Phrase> withHoles = [.. phrases.Where(p => p.HasHoles)];
    private readonly FrozenDictionary<string, string> fixedOnes =
        phrases.Where(p => !p.HasHoles).ToFrozenDictionary(p => p.English, p => p.Other, StringComparer.Ordinal);

    /// <summary>The sentence in this language; as it is, and marked as English, when the book does not have it.</summary>
    /// <param name="english">As it was written.</param>
    /// <param name="zone">For times that the sentence has in UTC.</param>
    public Told Tell(string english, DateTimeZone zone)
    {
        var parts = ImmutableArray.CreateBuilder<ToldPart>();
        return english.Length <= Longest && TryTell(english, zone, Deepest, parts) ? new Told(parts.ToImmutable()) : new Told([new ToldPart(english, IsEnglish: true)]);
    }

    private bool TryTell(string text, DateTimeZone zone, int deepest, ImmutableArray<ToldPart>.Builder into)
    {
        if (fixedOnes.TryGetValue(text, out var known))
        {
            into.Add(new ToldPart(known));
            return true;
        }

        return deepest > 0 && (TryPhrases(text, zone, deepest - 1, into) || TryReasons(text, zone, deepest - 1, into));
    }

    private bool TryPhrases(string text, DateTimeZone zone, int deepest, ImmutableArray<ToldPart>.Builder into)
    {
        var start = into.Count;
        foreach (var phrase in withHoles)
        {
            if (phrase.Fit(text) is { } match)
            {
                if (phrase.Pieces(match).All(piece => TryPiece(piece.Text, piece.Hole?.Value, zone, deepest, into)))
                {
                    return true;
                }

                into.Count = start;
            }
        }

        return false;
    }

    private bool TryPiece(string text, string? hole, DateTimeZone zone, int deepest, ImmutableArray<ToldPart>.Builder into)
    {
        switch (hole is null ? "" : Phrase.KindOf(text))
        {
            case "":
                into.Add(new ToldPart(text));
                return true;
            case Hole.Why or Hole.Rule or Hole.Response or Hole.Cause:
                return TryTell(hole!, zone, deepest, into);
            case Hole.Any:
                if (!TryTell(hole!, zone, deepest, into))
                {
                    into.Add(new ToldPart(hole!, IsEnglish: true));
                }

                return true;
            default:
                into.Add(new ToldPart(fill(text, hole!, zone)));
                return true;
        }
    }

    private bool TryReasons(string text, DateTimeZone zone, int deepest, ImmutableArray<ToldPart>.Builder into)
    {
        var reasons = text.Split(BetweenReasons);
        if (reasons.Length == 1)
        {
            return false;
        }

        var start = into.Count;
        foreach (var reason in reasons)
        {
            if (into.Count > start)
            {
                into.Add(new ToldPart(BetweenReasons));
            }

            if (!TryTell(reason, zone, deepest, into))
            {
                into.Count = start;
                return false;
            }
        }

        return true;
    }
}
