using Orchestrator.Core.Policies;
using YamlDotNet.Core;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>The positions in a text. None is outside: what is missing at the end, the scanner misses behind it.</summary>
internal sealed class TextPlaces(string text, string fileName)
{
    // YAML 1.1, 5.4
    private static readonly string[] Breaks = ["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"];

    private readonly string[] lines = text.Split(Breaks, StringSplitOptions.None);

    public Place Of(Mark mark)
    {
        var (line, column) = (Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));
        return line <= lines.Length ? At(line, Math.Min(column, lines[line - 1].Length + 1)) : At(lines.Length, lines[^1].Length + 1);
    }

    public Place Of(int index)
    {
        var before = text[..index].Split(Breaks, StringSplitOptions.None);
        return At(before.Length, before[^1].Length + 1);
    }

    /// <summary>The first tab that somebody indented with, or null: YAML forbids it, and the scanner complains of something else.</summary>
    public Place? IndentingTab()
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var indentation = lines[i].Length - lines[i].TrimStart(' ', '\t').Length;
            if (lines[i].AsSpan(0, indentation).IndexOf('\t') is >= 0 and var tab && indentation < lines[i].Length)
            {
                return At(i + 1, tab + 1);
            }
        }

        return null;
    }

    private Place At(int line, int column) => new(fileName, line, column);
}
