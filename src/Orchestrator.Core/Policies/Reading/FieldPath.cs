using System.Globalization;

namespace Orchestrator.Core.Policies.Reading;

/// <summary>Finds a field by its path: names of mappings, and positions in lists.</summary>
internal static class FieldPath
{
    /// <summary>The field; where it is not written, an empty one at the place of the innermost that is.</summary>
    public static Field Find(Field root, IReadOnlyList<string> path)
    {
        var field = root;
        for (var i = 0; i < path.Count; i++)
        {
            if (Step(field, path[i]) is not { } next)
            {
                var rest = string.Join('.', path.Skip(i));
                return field with { Node = new SourceNode.Scalar(field.Node.Place, ""), Path = field.Path.Length == 0 ? rest : $"{field.Path}.{rest}" };
            }

            field = next;
        }

        return field;
    }

    private static Field? Step(Field field, string name) => field.Node switch
    {
        SourceNode.Mapping mapping when mapping.Entries.FirstOrDefault(e => e.Name.Text == name) is { } entry => field.Under(entry),
        SourceNode.Sequence => field.Items("")![int.Parse(name, CultureInfo.InvariantCulture)],
        _ => null,
    };
}
