using System.Collections.Immutable;

namespace Orchestrator.Console.Languages.Stories;

/// <summary>A sentence of a case's story in the language of a reader.</summary>
/// <param name="Parts">In their order; what has no words in that language stays as it is written.</param>
public sealed record Told(ImmutableArray<ToldPart> Parts)
{
    public static Told Nothing { get; } = new([]);

    /// <summary>Whether all of it is in the reader's language.</summary>
    public bool IsWhole => !Parts.Any(p => p.IsEnglish);

    public static Told AsIs(string text) => new([new ToldPart(text)]);

    public override string ToString() => string.Concat(Parts.Select(p => p.Text));
}

/// <summary>A piece of a sentence.</summary>
/// <param name="IsEnglish">It stayed English among words of another language.</param>
public readonly record struct ToldPart(string Text, bool IsEnglish = false);
