using System.Collections.Immutable;
using Orchestrator.Core.Fields;

namespace Orchestrator.Core.Policies.Reading;

/// <summary>
/// What a policy does not say, <c>defaults.yaml</c> says for it. Mappings are merged name by name; single values and lists go as a whole,
/// and so do the mappings that are one statement: <c>hours</c> and the rule of one outcome.
/// </summary>
internal static class Inheritance
{
    public static SourceNode Merge(SourceNode policy, SourceNode defaults) => Merge(policy, defaults, "", "");

    private static SourceNode Merge(SourceNode own, SourceNode inherited, string parent, string name)
    {
        if (own is not SourceNode.Mapping ours || inherited is not SourceNode.Mapping theirs || IsOneStatement(parent, name))
        {
            return own;
        }

        var inheritable = theirs.Entries.ToDictionary(e => e.Name.Text, e => e.Value, StringComparer.Ordinal);
        var entries = ImmutableArray.CreateBuilder<SourceEntry>();
        foreach (var entry in ours.Entries)
        {
            entries.Add(inheritable.Remove(entry.Name.Text, out var value) ? entry with { Value = Merge(entry.Value, value, name, entry.Name.Text) } : entry);
        }

        foreach (var entry in theirs.Entries.Where(e => inheritable.ContainsKey(e.Name.Text)))
        {
            entries.Add(entry with { Value = Adopted(entry.Value, ours.Place, name, entry.Name.Text) });
        }

        return new SourceNode.Mapping(ours.Place, entries.ToImmutable());
    }

    // A mapping that the policy only inherits stands where the policy would have written it: what is missing in it, is missing there.
    private static SourceNode Adopted(SourceNode value, Place place, string parent, string name) =>
        value is SourceNode.Mapping && !IsOneStatement(parent, name) ? Merge(new SourceNode.Mapping(place, []), value, parent, name) : value;

    private static bool IsOneStatement(string parent, string name) => parent == "retry" || name == "hours";
}
