using System.Collections.Immutable;

namespace Orchestrator.Core.Reasons;

/// <summary>A text in a reader's language, in pieces.</summary>
public sealed record Said(ImmutableArray<SaidPiece> Pieces)
{
    public override string ToString() => string.Concat(Pieces.Select(p => p.Text));
}

/// <summary>A piece of a text.</summary>
/// <param name="Text">The piece.</param>
/// <param name="IsForeign">Words from outside, which are in no language of ours: Asterisk's, or those of an old row.</param>
public readonly record struct SaidPiece(string Text, bool IsForeign = false);
