using System.Collections.Concurrent;
using System.Text;

namespace Orchestrator.Core;

/// <summary>
/// The written form of the product's closed sets of words: snake_case, the same in the database, the API, policy files and logs
/// (<c>NoAnswer</c> is written <c>no_answer</c>).
/// </summary>
public static class Words
{
    private static readonly ConcurrentDictionary<Enum, string> Written = new();

    /// <summary>The word for a value, for example <c>no_answer</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Written.GetOrAdd(value, static v => SnakeCase(v.ToString()));

    /// <summary>All words of a set, in the order of their declaration.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => Of(v))];

    /// <summary>The value that a word stands for, or null when the word is not one of the set.</summary>
    public static T? Find<T>(string word) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(Of(value), word, StringComparison.Ordinal))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The value that a word stands for.</summary>
    /// <exception cref="FormatException">The word is not one of the set.</exception>
    public static T Parse<T>(string word) where T : struct, Enum =>
        Find<T>(word) ?? throw new FormatException($"'{word}' is none of: {string.Join(", ", All<T>())}.");

    /// <summary>A name of the code as a word: <c>NoAnswer</c> as <c>no_answer</c>.</summary>
    public static string SnakeCase(string name)
    {
        var word = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && word.Length > 0)
            {
                word.Append('_');
            }

            word.Append(char.ToLowerInvariant(c));
        }

        return word.ToString();
    }
}
