using System.Collections.Immutable;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Policies.Reading;
using Orchestrator.Core.Reasons;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>Builds nodes from the parser's events. What it refuses it reports, and goes on behind it, so that the fields are read, too.</summary>
internal sealed class NodeBuilder(IParser parser, TextPlaces places, int mostDepth, List<PolicyFinding> findings)
{
    private const int MostFindings = 100;

    /// <summary>Names and positions from the root to the node that is read.</summary>
    private readonly Stack<string> trail = new();

    /// <summary>The root; null where the rest was not read, and that is reported.</summary>
    public SourceNode? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
        {
            return Empty();
        }

        parser.Consume<DocumentStart>();
        var root = Node();
        if (root is null or SourceNode.Scalar { Text: "", IsRefused: false })
        {
            return root is null ? null : Empty();
        }

        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
        {
            Refuse(places.Of(second.Start), "", new Reason.SecondDocument(), new Reason.OnePolicyAFile());
        }

        return root;
    }

    private SourceNode? Empty()
    {
        Refuse(places.Of(Mark.Empty), "", new Reason.FileEmpty(), new Reason.WriteFieldsOrRemoveFile());
        return null;
    }

    /// <summary>The next node; null where nothing more is to be read.</summary>
    private SourceNode? Node()
    {
        // Nothing may follow a refusal of depth: reading on would mean to go down there. Nor a hundred others: nobody reads so many.
        var here = places.Of(parser.Current?.Start ?? Mark.Empty);
        if (trail.Count >= mostDepth)
        {
            Refuse(here, "", new Reason.NestedTooDeep(mostDepth), new Reason.NoFieldNeedsThat());
            return null;
        }

        if (findings.Count >= MostFindings)
        {
            Refuse(here, "", new Reason.RestNotRead(), new Reason.MendOthersFirst());
            return null;
        }

        var next = parser.Consume<ParsingEvent>();
        if (next is NodeEvent node)
        {
            Check(node);
        }

        return next switch
        {
            AnchorAlias alias => Refused(alias),
            Scalar scalar => new SourceNode.Scalar(places.Of(scalar.Start), scalar.Value) { IsQuoted = scalar.Style != ScalarStyle.Plain },
            MappingStart start => Mapping(places.Of(start.Start)),
            SequenceStart start => Sequence(places.Of(start.Start)),
            _ => throw new YamlException(next.Start, next.End, "a value is expected here"),
        };
    }

    private void Check(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            Refuse(places.Of(node.Start), "&" + node.Anchor, new Reason.AnchorsNotAllowed(), new Reason.LeaveAnchorOut());
        }

        if (node.Tag is { IsEmpty: false, IsNonSpecific: false })
        {
            Refuse(places.Of(node.Start), node.Tag.Value, new Reason.TagsNotAllowed(), new Reason.LeaveTagOut());
        }
    }

    private SourceNode.Scalar Refused(AnchorAlias alias)
    {
        var place = places.Of(alias.Start);
        Refuse(place, "*" + alias.Value, new Reason.AliasesNotAllowed(), new Reason.WriteValueItself());
        return new SourceNode.Scalar(place, "") { IsRefused = true };
    }

    private SourceNode.Mapping? Mapping(Place place)
    {
        var entries = ImmutableArray.CreateBuilder<SourceEntry>();
        var names = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (Under("") is not { } key)
            {
                return null;
            }

            var name = key as SourceNode.Scalar;
            if (Under(name?.Text ?? "") is not { } value)
            {
                return null;
            }

            if (name is null)
            {
                Refuse(key.Place, "", new Reason.NameNotSingle(), new Reason.QuoteName());
            }
            else if (!name.IsRefused && names.TryAdd(name.Text, name.Place))
            {
                entries.Add(new SourceEntry(name, value));
            }
            else if (!name.IsRefused)
            {
                var first = names[name.Text];
                trail.Push(name.Text);
                Refuse(name.Place, name.Text, new Reason.NameTwice(first.Line, first.Column), new Reason.KeepOneOfTwo());
                trail.Pop();
            }
        }

        return new SourceNode.Mapping(place, entries.ToImmutable());
    }

    private SourceNode.Sequence? Sequence(Place place)
    {
        var items = ImmutableArray.CreateBuilder<SourceNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (Under($"[{items.Count}]") is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new SourceNode.Sequence(place, items.ToImmutable());
    }

    private SourceNode? Under(string step)
    {
        trail.Push(step);
        var node = Node();
        trail.Pop();
        return node;
    }

    private void Refuse(Place place, string found, Reason reason, Reason suggestion) =>
        findings.Add(new PolicyFinding(place, FieldPath.Of(trail.Reverse()), PolicyFinding.Shown(found), reason, suggestion));
}
