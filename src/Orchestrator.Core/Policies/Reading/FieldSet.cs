using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Reading;

/// <summary>The known fields of a mapping.</summary>
internal sealed class FieldSet
{
    private readonly Field owner;
    private readonly Dictionary<string, SourceEntry> entries = new(StringComparer.Ordinal);

    private FieldSet(Field owner) => this.owner = owner;

    public static FieldSet Check(Field owner, SourceNode.Mapping mapping, IReadOnlyList<string> known)
    {
        var set = new FieldSet(owner);
        foreach (var entry in mapping.Entries)
        {
            var name = entry.Name.Text;
            if (known.Contains(name))
            {
                set.entries[name] = entry;
            }
            else
            {
                owner.NameOf(entry).RefuseUnknown(new Reason.UnknownField(), name, known, new Reason.KnownFields(string.Join(", ", known)));
            }
        }

        return set;
    }

    public Field? Find(string name) => entries.TryGetValue(name, out var entry) ? owner.Under(entry) : null;

    /// <summary>A field that has no default.</summary>
    public Field? Require(string name, Reason suggestion)
    {
        var found = Find(name);
        if (found is null && !owner.IsPart)
        {
            owner.Missing(name).Refuse(new Reason.FieldMissing(name), suggestion);
        }

        return found;
    }
}
