using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Orchestrator.Rig.Sip;

/// <summary>Reads the file of SIPp's -trace_msg as it grows.</summary>
internal sealed partial class SippTrace(string file)
{
    private string pending = "";
    private long offset;

    /// <summary>The messages that were added since the last call.</summary>
    public IReadOnlyList<SipMessage> Read()
    {
        if (!File.Exists(file))
            return [];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = offset;
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var added = reader.ReadToEnd();
        offset += added.Length;
        pending += added;

        var messages = new List<SipMessage>();
        // What a message contains cannot be taken for the next one's heading: the heading tells its length.
        while (Heading().Match(pending) is { Success: true } heading
            && int.Parse(heading.Groups["length"].ValueSpan, CultureInfo.InvariantCulture) is var length
            && heading.Index + heading.Length + length is var end
            && end <= pending.Length)
        {
            messages.Add(SipMessage.Parse(heading.Groups["way"].Value == "received", pending[(end - length)..end]));
            pending = pending[end..];
        }

        return messages;
    }

    [GeneratedRegex(@"message (?<way>received|sent) [\[(](?<length>\d+)(\] bytes | bytes\)):\n\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();
}
