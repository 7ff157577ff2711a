using System.Collections.Immutable;

namespace Orchestrator.Policies;

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

/// <summary>Compares two texts line by line: as much as possible stays the same (the longest common subsequence).</summary>
public static class LineDifference
{
    /// <summary>Lines that are the same and shown around a change.</summary>
    private const int Context = 3;

    /// <summary>Above it the table of the comparison takes too much room, and what differs is shown as replaced as a whole: 2000 lines against 2000.</summary>
    private const int MostCells = 4_000_000;

    /// <summary>All lines that differ, with those around them. Empty when nothing differs.</summary>
    public static ImmutableArray<ComparedLine> Of(string before, string after)
    {
        var all = Compare(Lines(before), Lines(after));
        return all.TrueForAll(l => l.Change == LineChange.Same) ? [] : [.. Shortened(all)];
    }

    /// <summary>A text as lines, whatever ends them; without the empty one behind the last end.</summary>
    public static string[] Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines is [.., ""] ? lines[..^1] : lines;
    }

    private static List<ComparedLine> Compare(string[] a, string[] b)
    {
        var (start, endA, endB) = (0, a.Length, b.Length);
        while (start < endA && start < endB && a[start] == b[start])
        {
            start++;
        }

        while (endA > start && endB > start && a[endA - 1] == b[endB - 1])
        {
            (endA, endB) = (endA - 1, endB - 1);
        }

        var lines = new List<ComparedLine>(Math.Max(a.Length, b.Length));
        var (i, j) = (0, 0);
        while (i < start)
        {
            Same();
        }

        var longest = (long)(endA - start + 1) * (endB - start + 1) <= MostCells ? Longest(a.AsSpan(start..endA), b.AsSpan(start..endB)) : null;
        while (i < endA || j < endB)
        {
            if (longest is not null && i < endA && j < endB && a[i] == b[j])
            {
                Same();
            }
            else if (i < endA && (longest is null || j == endB || longest[i + 1 - start][j - start] >= longest[i - start][j + 1 - start]))
            {
                lines.Add(new ComparedLine(LineChange.Removed, i + 1, null, a[i]));
                i++;
            }
            else
            {
                lines.Add(new ComparedLine(LineChange.Added, null, j + 1, b[j]));
                j++;
            }
        }

        while (i < a.Length)
        {
            Same();
        }

        return lines;

        void Same() => lines.Add(new ComparedLine(LineChange.Same, ++i, ++j, b[j - 1]));
    }

    /// <summary>The length of the longest common subsequence of what is behind each pair of lines.</summary>
    private static int[][] Longest(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
    {
        var longest = new int[a.Length + 1][];
        longest[a.Length] = new int[b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            longest[i] = new int[b.Length + 1];
            for (var j = b.Length - 1; j >= 0; j--)
            {
                longest[i][j] = a[i] == b[j] ? longest[i + 1][j + 1] + 1 : Math.Max(longest[i + 1][j], longest[i][j + 1]);
            }
        }

        return longest;
    }

    private static IEnumerable<ComparedLine> Shortened(List<ComparedLine> lines)
    {
        var isShown = new bool[lines.Count];
        for (var n = 0; n < lines.Count; n++)
        {
            if (lines[n].Change != LineChange.Same)
            {
                isShown.AsSpan(Math.Max(0, n - Context)..Math.Min(lines.Count, n + Context + 1)).Fill(true);
            }
        }

        for (var n = 0; n < lines.Count; n++)
        {
            if (isShown[n])
            {
                yield return lines[n];
                continue;
            }

            var first = n;
            while (n + 1 < lines.Count && !isShown[n + 1])
            {
                n++;
            }

            yield return new ComparedLine(LineChange.LeftOut, null, null, (n - first + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
