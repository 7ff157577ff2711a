using System.Collections.Immutable;
using System.Globalization;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>What became of a line.</summary>
public enum LineChange
{
    Same,
    Removed,
    Added,

    /// <summary>Stands for lines that are the same and far from any change; the text says how many.</summary>
    LeftOut,
}

/// <summary>One line of a comparison.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Before">Its number in the earlier text, from 1; null when it is not there.</param>
/// <param name="After">Its number in the later text.</param>
/// <param name="Text">The line; the number of lines for those that are left out.</param>
public sealed record ComparedLine(LineChange Change, int? Before, int? After, string Text);

/// <summary>Compares two texts line by line: as much as possible stays the same.</summary>
public static class LineDifference
{
    /// <summary>Lines that are the same and shown around a change.</summary>
    private const int Context = 3;

    /// <summary>Of both texts together. The time of a comparison grows with the square of the differences: beyond it what differs is shown as replaced as a whole.</summary>
    private const int MostLines = 40_000;

    private static readonly CustomFunctionChunker Chunker = new(Lines);

    /// <summary>All lines that differ, with those around them. Empty when nothing differs.</summary>
    public static ImmutableArray<ComparedLine> Of(string before, string after)
    {
        var (a, b) = (Lines(before), Lines(after));
        return a.SequenceEqual(b, StringComparer.Ordinal) ? []
            : a.Length + b.Length > MostLines ? Shown(a, b, [new DiffBlock(0, a.Length, 0, b.Length)])
            : Shown(a, b, Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, Chunker).DiffBlocks);
    }

    /// <summary>A text as lines, whatever ends them; without the empty one behind the last end.</summary>
    public static string[] Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines is [.., ""] ? lines[..^1] : lines;
    }

    private static ImmutableArray<ComparedLine> Shown(string[] a, string[] b, IEnumerable<DiffBlock> blocks)
    {
        var lines = ImmutableArray.CreateBuilder<ComparedLine>();
        var (i, j) = (0, 0); // how far the texts are told
        foreach (var block in blocks)
        {
            Same(block.InsertStartB - j, i + j == 0 ? 0 : Context, Context);
            for (var end = i + block.DeleteCountA; i < end; i++)
            {
                lines.Add(new ComparedLine(LineChange.Removed, i + 1, null, a[i]));
            }

            for (var end = j + block.InsertCountB; j < end; j++)
            {
                lines.Add(new ComparedLine(LineChange.Added, null, j + 1, b[j]));
            }
        }

        Same(b.Length - j, Context, 0);
        return lines.DrainToImmutable();

        // Of a run of lines that are the same, those next to a change.
        void Same(int count, int first, int last)
        {
            var leftOut = count - first - last;
            Tell(leftOut > 0 ? first : count);
            if (leftOut > 0)
            {
                lines.Add(new ComparedLine(LineChange.LeftOut, null, null, leftOut.ToString(CultureInfo.InvariantCulture)));
                (i, j) = (i + leftOut, j + leftOut);
                Tell(last);
            }
        }

        void Tell(int count)
        {
            for (var n = 0; n < count; n++)
            {
                lines.Add(new ComparedLine(LineChange.Same, ++i, ++j, b[j - 1]));
            }
        }
    }
}
