using System.Globalization;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Reading;

/// <summary>Paths of fields: names of mappings, and positions in lists.</summary>
public static class FieldPath
{
    /// <summary>The field; where it is not written, an empty one at the place of the innermost that is.</summary>
    internal static Field Find(Field root, IReadOnlyList<string> path)
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

    /// <summary>A path as findings write it: <c>retry.busy.after[1]</c>.</summary>
    public static string Of(IEnumerable<string> steps) =>
        steps.Aggregate("", (path, step) => path.Length == 0 || step.Length == 0 || step[0] == '[' ? path + PolicyFinding.Shortened(step) : $"{path}.{PolicyFinding.Shortened(step)}");

    private static Field? Step(Field field, string name) => field.Node switch
    {
        SourceNode.Mapping mapping when mapping.Entries.FirstOrDefault(e => e.Name.Text == name) is { } entry => field.Under(entry),
        SourceNode.Sequence => field.Items(new Reason.ListExpected())![int.Parse(name, CultureInfo.InvariantCulture)],
        _ => null,
    };
}
