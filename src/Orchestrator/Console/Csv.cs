namespace Orchestrator.Console;

/// <summary>Comma-separated values (RFC 4180) that no spreadsheet takes for formulas.</summary>
public static class Csv
{
    // OWASP, "CSV Injection": a cell that begins so is calculated by the spreadsheet that opens it. An apostrophe makes it text.
    private const string StartsOfFormulas = "=+-@\t\r\n＝＋－＠";

    /// <summary>One row with its line break.</summary>
    public static string Row(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = StartsOfFormulas.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
