using System.Globalization;
using System.Text;

namespace Orchestrator.Engine.Notify;

/// <summary>Text of callers and of other people's servers.</summary>
internal static class ForeignText
{
    /// <summary>
    /// Fit for one line of a mail, a log or a table: no control characters (a line break would forge a header or a line), nothing that turns the writing's direction,
    /// no halves of characters, and not endless.
    /// </summary>
    public static string Plain(string text, int most)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(most))
        {
            plain.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "?",
                _ when rune == Rune.ReplacementChar => "?",
                _ => rune.ToString(),
            });
        }

        return plain.ToString();
    }
}
