using System.Collections.Immutable;

namespace Orchestrator.Core.Fields;

/// <summary>A position in a file. Line and column count from 1.</summary>
public readonly record struct Place(string File, int Line, int Column);

/// <summary>One value of a configuration file, with its position, whatever syntax it was written in: a closed set.</summary>
public abstract record SourceNode
{
    private SourceNode(Place place) => Place = place;

    public Place Place { get; }

    /// <summary>A single value as text; empty when nothing was written.</summary>
    public sealed record Scalar(Place Place, string Text) : SourceNode(Place)
    {
        /// <summary>It stands in quotes, or in a block of text: it is a text, whatever it looks like.</summary>
        public bool IsQuoted { get; init; }

        /// <summary>What stands here was refused for its syntax, and nothing more is to be said of it.</summary>
        public bool IsRefused { get; init; }
    }

    /// <summary>Named values in the order of the file. No name occurs twice.</summary>
    public sealed record Mapping(Place Place, ImmutableArray<SourceEntry> Entries) : SourceNode(Place);

    public sealed record Sequence(Place Place, ImmutableArray<SourceNode> Items) : SourceNode(Place);
}

/// <summary>A name and its value.</summary>
public sealed record SourceEntry(SourceNode.Scalar Name, SourceNode Value);
