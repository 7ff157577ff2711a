using System.Text.RegularExpressions;
using Orchestrator.Core.Numbers;

namespace Orchestrator.Engine.Jobs;

/// <summary>An exception as it may be kept and shown: bounded, without secrets, telephone numbers shortened.</summary>
internal static partial class FaultText
{
    /// <summary>In characters: enough to find the place, and no more of it goes to every reader of the dashboard.</summary>
    public const int Longest = 4000;

    /// <summary>What is looked through: more than is kept, bounded all the same.</summary>
    private const int LongestRead = 4 * Longest;

    public static string Of(Exception exception)
    {
        var text = exception.ToString().Replace("\0", "", StringComparison.Ordinal); // Postgres takes no NUL
        text = text.Length > LongestRead ? text[..LongestRead] : text;
        text = Number().Replace(AddressLogin().Replace(Named().Replace(text, "${name}=…"), "://…@"), m => PhoneNumber.FromE164(m.Value)?.Shortened ?? "…");
        return text.Length > Longest ? text[..(Longest - 1)] + "…" : text;
    }

    /// <summary>As in a connection string, a header or a query: the value goes, to the next separator.</summary>
    [GeneratedRegex("""\b(?<name>password|passwd|pwd|secret|token|api[-_ ]?key|authorization)\s*[=:]\s*(bearer\s+|basic\s+)?("[^"]*"|'[^']*'|[^\s;,&]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex("""://[^\s/@:]*:[^\s/@]*@""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AddressLogin();

    [GeneratedRegex("""\+\d{7,15}\b""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
