using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;

namespace Orchestrator.Core;

/// <summary>
/// The written form of the product's closed sets of words: snake_case, the same in the database, the API, policy files and logs
/// (<c>NoAnswer</c> is written <c>no_answer</c>).
/// </summary>
public static class Words
{
    private static readonly ConcurrentDictionary<Enum, string> Written = new();
    private static readonly ConcurrentDictionary<Type, FrozenDictionary<string, Enum>> Sets = new();

    /// <summary>The word for a value, for example <c>no_answer</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => OfAny(value);

    /// <summary>The same; null for no value.</summary>
    public static string? Of<T>(T? value) where T : struct, Enum => value is { } v ? OfAny(v) : null;

    /// <summary>The same for a value whose set is not known here.</summary>
    public static string OfAny(Enum value) => Written.GetOrAdd(value, static v => SnakeCase(v.ToString()));

    /// <summary>All words of a set, in the order of their declaration.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => Of(v))];

    /// <summary>The value that a word stands for, or null when the word is not one of the set.</summary>
    public static T? Find<T>(string word) where T : struct, Enum => (T?)(object?)FindIn(typeof(T), word);

    /// <summary>The value that a word stands for.</summary>
    /// <exception cref="FormatException">The word is not one of the set.</exception>
    public static T Parse<T>(string word) where T : struct, Enum => (T)(object)ParseIn(typeof(T), word);

    /// <inheritdoc cref="Parse"/>
    /// <param name="set">An enum.</param>
    public static Enum ParseIn(Type set, string word) =>
        FindIn(set, word) ?? throw new FormatException($"'{word}' is none of: {string.Join(", ", Enum.GetValues(set).Cast<Enum>().Select(OfAny))}.");

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

    private static Enum? FindIn(Type set, string word) =>
        Sets.GetOrAdd(set, static s => Enum.GetValues(s).Cast<Enum>().ToFrozenDictionary(OfAny, StringComparer.Ordinal)).GetValueOrDefault(word);
}
