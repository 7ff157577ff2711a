namespace Orchestrator.Core.Fields;

/// <summary>Finds the word that somebody probably meant.</summary>
public static class DidYouMean
{
    // Longer words are not worth comparing with: the table grows with the product of the lengths.
    private const int MostCharacters = 64;

    /// <summary>The closest word, if it is close: at most a third of its letters differ.</summary>
    public static string? Closest(string word, IEnumerable<string> words)
    {
        if (word.Length is 0 or > MostCharacters)
        {
            return null;
        }

        var (best, distance) = words
            .Where(w => w.Length <= MostCharacters)
            .Select(w => (Word: w, Distance: Distance(word, w)))
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Word, StringComparer.Ordinal)
            .FirstOrDefault();
        return best is not null && distance <= Math.Max(1, best.Length / 3) ? best : null;
    }

    // Levenshtein's distance, two rows of the table at a time; the case of letters does not count.
    private static int Distance(string a, string b)
    {
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + change);
            }

            above = row;
        }

        return above[b.Length];
    }
}
