using System.Text;
using Orchestrator.Core.Texts;

namespace Orchestrator.Tests.Docs;

/// <summary>What the program says, in every language: a page of docs/languages. It is said by the code, never written by hand.</summary>
internal sealed class SideBySide
{
    private static readonly Language[] Languages = [.. Language.All.OrderBy(l => l.Code, StringComparer.Ordinal)];

    private readonly StringBuilder page = new();

    public SideBySide(string title, string about) =>
        page.Append("# ").Append(title).Append("\n\n").Append(about).Append("\nA test writes this page from the code, as `docs/log-events.md` is written.\n");

    /// <summary>A table with a line for each thing, and what each language says of it.</summary>
    /// <param name="head">Of the first column.</param>
    public SideBySide Table<T>(string head, IEnumerable<T> things, Func<T, string> name, Func<T, Language, string> say)
    {
        page.Append('\n');
        Row([head, .. Languages.Select(l => l.Text("frame.name"))]);
        Row(Enumerable.Repeat("---", Languages.Length + 1));
        foreach (var thing in things)
        {
            Row([name(thing), .. Languages.Select(l => say(thing, l))]);
        }

        return this;

        void Row(IEnumerable<string> cells) => page.Append("| ").AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
    }

    /// <summary>A text as it is printed or sent, one language behind the other.</summary>
    public async Task<SideBySide> TextAsync(Func<Language, Task<string>> say, string kind = "text")
    {
        foreach (var language in Languages)
        {
            page.Append("\n## ").Append(language.Text("frame.name")).Append("\n\n```").Append(kind).Append('\n').Append((await say(language)).ReplaceLineEndings("\n").TrimEnd()).Append("\n```\n");
        }

        return this;
    }

    /// <summary>The same text in every language.</summary>
    public SideBySide Given(string text, string kind)
    {
        page.Append("\n```").Append(kind).Append('\n').Append(text.TrimEnd()).Append("\n```\n");
        return this;
    }

    public override string ToString() => page.ToString();
}
