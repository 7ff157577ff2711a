using System.Text;

namespace Orchestrator.Tests.Console;

/// <summary>
/// Reads C# just far enough to find its string literals: of each the texts between its holes, and those inside of the holes.
/// Raw strings are left out (they are SQL), and lines that make exceptions (their texts are for logs).
/// </summary>
internal sealed class SourceTexts
{
    private readonly string code;
    private readonly List<string> found = [];
    private int at;

    private SourceTexts(string code) => this.code = code;

    public static IReadOnlyList<string> Of(string code)
    {
        var lines = code.Split('\n').Where(l => !l.Contains("Exception(", StringComparison.Ordinal) && !l.TrimStart().StartsWith("//", StringComparison.Ordinal));
        var reader = new SourceTexts(string.Join('\n', lines));
        reader.ReadCode(untilBrace: false);
        return reader.found;
    }

    private char Here => at < code.Length ? code[at] : '\0';

    private void ReadCode(bool untilBrace)
    {
        for (var depth = 0; at < code.Length; at++)
        {
            if (Starts("//"))
            {
                at = code.IndexOf('\n', at) is var end and >= 0 ? end : code.Length;
            }
            else if (Starts("\"\"\""))
            {
                at = code.IndexOf("\"\"\"", at + 3, StringComparison.Ordinal) + 2;
            }
            else if (Here == '\'')
            {
                at = code.IndexOf('\'', at + (code[at + 1] == '\\' ? 3 : 2));
            }
            else if (Here == '"')
            {
                ReadText(hasHoles: at > 0 && code[at - 1] == '$');
            }
            else if (Here == '{')
            {
                depth++;
            }
            else if (Here == '}' && depth-- == 0 && untilBrace)
            {
                return;
            }
        }
    }

    // From the opening quote to the closing one.
    private void ReadText(bool hasHoles)
    {
        var text = new StringBuilder();
        for (at++; Here is not ('"' or '\0'); at++)
        {
            if (Here == '\\')
            {
                at++;
                text.Append(Here);
            }
            else if (hasHoles && Here == '{' && !Starts("{{"))
            {
                Keep(text);
                at++;
                ReadCode(untilBrace: true);
            }
            else
            {
                text.Append(Here);
            }
        }

        Keep(text);
    }

    private void Keep(StringBuilder text)
    {
        if (text.Length > 0)
        {
            found.Add(text.ToString());
        }

        text.Clear();
    }

    private bool Starts(string with) => string.CompareOrdinal(code, at, with, 0, with.Length) == 0;
}
