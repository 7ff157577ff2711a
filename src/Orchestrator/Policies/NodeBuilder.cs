using System.Collections.Immutable;
using Orchestrator.Core.Policies;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Orchestrator.Policies;

/// <summary>Builds nodes from the parser's events. Gives null where it found something to refuse, and goes on as far as it can.</summary>
internal sealed class NodeBuilder(IParser parser, TextPlaces places, int mostDepth, List<PolicyFinding> findings)
{
    public SourceNode? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
        {
            return Empty();
        }

        parser.Consume<DocumentStart>();
        var root = Node(1);
        if (root is null or SourceNode.Scalar { Text: "" })
        {
            return root is null ? null : Empty();
        }

        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
        {
            Refuse(second.Start, "", "a second document begins here", "Write one policy a file, without lines of ---");
        }

        return root;
    }

    private SourceNode? Empty()
    {
        Refuse(Mark.Empty, "", "the file is empty", "Write the fields of a policy, or remove the file");
        return null;
    }

    private SourceNode? Node(int depth)
    {
        // Nothing may follow a refusal of depth: reading on would mean to go down there.
        if (depth > mostDepth)
        {
            Refuse(parser.Current?.Start ?? Mark.Empty, "", $"nested deeper than {mostDepth} levels", "No field needs that");
            return null;
        }

        switch (parser.Consume<ParsingEvent>())
        {
            case AnchorAlias alias:
                Refuse(alias.Start, "*" + alias.Value, "aliases are not allowed", "Write the value itself");
                return null;
            case NodeEvent node when !node.Anchor.IsEmpty:
                Refuse(node.Start, "&" + node.Anchor, "anchors are not allowed", "Leave the anchor out");
                return null;
            case NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } } node:
                Refuse(node.Start, node.Tag.Value, "tags are not allowed", "Leave the tag out");
                return null;
            case Scalar scalar:
                return new SourceNode.Scalar(places.Of(scalar.Start), scalar.Value);
            case MappingStart start:
                return Mapping(places.Of(start.Start), depth);
            case SequenceStart start:
                return Sequence(places.Of(start.Start), depth);
            case var other:
                Refuse(other.Start, "", "a value is expected here", "Write a value");
                return null;
        }
    }

    private SourceNode.Mapping? Mapping(Place place, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<SourceEntry>();
        var names = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (Node(depth + 1) is not { } key)
            {
                return null;
            }

            if (key is not SourceNode.Scalar name)
            {
                Refuse(key.Place, "", "a name must be a single value", "Quote text that contains { or [");
                return null;
            }

            if (Node(depth + 1) is not { } value)
            {
                return null;
            }

            if (names.TryAdd(name.Text, name.Place))
            {
                entries.Add(new SourceEntry(name, value));
            }
            else
            {
                var first = names[name.Text];
                findings.Add(new PolicyFinding(
                    name.Place, name.Text, name.Text, $"given twice, first in line {first.Line}, column {first.Column}", "Keep one of the two"));
            }
        }

        return new SourceNode.Mapping(place, entries.ToImmutable());
    }

    private SourceNode.Sequence? Sequence(Place place, int depth)
    {
        var items = ImmutableArray.CreateBuilder<SourceNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (Node(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new SourceNode.Sequence(place, items.ToImmutable());
    }

    private void Refuse(Mark at, string found, string reason, string suggestion) =>
        Refuse(places.Of(at), found, reason, suggestion);

    private void Refuse(Place place, string found, string reason, string suggestion) =>
        findings.Add(new PolicyFinding(place, "", found, reason, suggestion));
}
