namespace Orchestrator.Web.Site;

/// <summary>Lines of comma-separated values (RFC 4180), which spreadsheets open and take for formulas what begins like one.</summary>
internal static class Csv
{
    /// <summary>
    /// A cell that begins so is calculated by the spreadsheet that opens it; an apostrophe makes it text: a caller must not compute anything on our desks.
    /// See OWASP, "CSV Injection".
    /// </summary>
    private const string StartsOfFormulas = "=+-@\t\r\n＝＋－＠";

    /// <summary>One line with its end.</summary>
    public static string Row(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string? text)
    {
        var safe = text is [var first, ..] && StartsOfFormulas.Contains(first, StringComparison.Ordinal) ? "'" + text : text ?? "";
        return safe.AsSpan().IndexOfAny("\",;\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
