using System.Globalization;
using System.Text;

namespace Orchestrator.Asterisk.Ami;

/// <summary>Reads values as Asterisk writes them.</summary>
internal static class AmiValues
{
    public static int? Int(this AmiMessage message, string header) =>
        int.TryParse(message[header], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static TimeSpan? Seconds(this AmiMessage message, string header) =>
        Int(message, header) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Unix time in whole seconds; 0 is how Asterisk says "never".</summary>
    public static DateTimeOffset? Moment(this AmiMessage message, string header) =>
        Int(message, header) is > 0 and { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public static bool Flag(this AmiMessage message, string header) => message[header] is "1" or "true" or "yes" or "Yes";

    /// <summary>Null when absent or empty.</summary>
    public static string? Text(this AmiMessage message, string header) => message[header] is { Length: > 0 } value ? value : null;

    /// <summary>A number or name of a party. Asterisk writes <c>&lt;unknown&gt;</c> for none, and <c>unknown</c> in QueueEntry.</summary>
    public static string? Party(this AmiMessage message, string header, string none = "<unknown>") =>
        message[header] is { Length: > 0 } value && value != none ? value : null;

    /// <summary>Names in channel headers are C-escaped (ast_escape_c in main/manager_channels.c).</summary>
    public static string? EscapedParty(this AmiMessage message, string header) =>
        Party(message, header) is { } value ? Unescape(value) : null;

    public static string Unescape(string value)
    {
        var at = value.IndexOf('\\', StringComparison.Ordinal);
        if (at < 0)
            return value;
        var text = new StringBuilder(value.Length).Append(value, 0, at);
        for (; at < value.Length; at++)
        {
            if (value[at] != '\\' || at + 1 == value.Length)
            {
                text.Append(value[at]);
                continue;
            }

            var next = value[++at];
            text.Append(next switch
            {
                'a' => '\a',
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'v' => '\v',
                '\\' or '\'' or '"' or '?' => next,
                _ => '\\',
            });
            if (text[^1] == '\\' && next != '\\')
                text.Append(next);
        }

        return text.ToString();
    }
}
