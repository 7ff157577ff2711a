namespace Orchestrator.Console;

/// <summary>Lines of comma-separated values (RFC 4180), which spreadsheets open and take for formulas what begins like one.</summary>
internal static class Csv
{
    /// <summary>One line with its end.</summary>
    public static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>
    /// A cell that a spreadsheet would take for a formula begins with an apostrophe: a caller must not compute anything on our desks.
    /// See OWASP, "CSV Injection".
    /// </summary>
    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text ?? "";
        return safe.AsSpan().IndexOfAny("\",;\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
