using System.Globalization;
using System.Text;

namespace Orchestrator.Rig.Sip;

/// <summary>Writes a SIPp scenario, step by step. Text is Latin-1: a character is a byte on the wire.</summary>
internal sealed class Scenario
{
    private readonly StringBuilder xml = new("<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n<scenario name=\"rig\">\n");

    /// <param name="audio">Who plays the audio; null: the other side talks into the void.</param>
    public static string Sdp(RtpProbe? audio) => $"""
        Content-Type: application/sdp
        Content-Length: [len]

        v=0
        o=rig 1 1 IN IP4 [local_ip]
        s=-
        c=IN IP4 [local_ip]
        t=0 0
        m=audio {(audio is null ? "[media_port]" : audio.Port.ToString(CultureInfo.InvariantCulture))} RTP/AVP 0
        a=rtpmap:0 PCMU/8000
        a=ptime:20
        """;

    /// <summary>Makes text from outside safe to stand in a message: SIPp has its own words in square brackets.</summary>
    public static string Literal(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            // "]]>" would end the XML section; a backslash starts an escape of SIPp's.
            text.Append((char)value switch
            {
                '[' => "\\x5b",
                ']' => "\\x5d",
                '\\' => "\\x5c",
                '\r' => "\\x0d",
                '\n' => "\\x0a",
                var other => other.ToString(),
            });
        }

        return text.ToString();
    }

    public Scenario Raw(string element)
    {
        xml.Append(element).Append('\n');
        return this;
    }

    public Scenario Send(string message, bool repeat = false) =>
        Raw($"<send{(repeat ? " retrans=\"500\"" : "")}><![CDATA[\n{message}\n{(message.Contains("\n\n", StringComparison.Ordinal) ? "" : "Content-Length: 0\n\n")}]]></send>");

    public Scenario Label(string id) => Raw($"<label id=\"{id}\"/>");

    public Scenario GoTo(string label) => Raw($"<nop next=\"{label}\"/>");

    /// <summary>Waits for a message; after <paramref name="limit"/> it goes on at <paramref name="otherwise"/>.</summary>
    /// <param name="commands">
    /// What the test itself may say meanwhile (see <see cref="Command"/>), and where it goes on then.
    /// </param>
    public Scenario Receive(
        string what, TimeSpan? limit = null, string? otherwise = null, params IEnumerable<(Command Command, string Next)> commands)
    {
        var attributes = limit is { } time ? $" timeout=\"{Milliseconds(time)}\" ontimeout=\"{otherwise}\"" : "";
        foreach (var (command, next) in commands)
            Raw($"<recv request=\"{command.Method}\" optional=\"true\" next=\"{next}\"{attributes}/>");
        return Raw($"<recv {what}{attributes}/>");
    }

    public byte[] Build() => Encoding.Latin1.GetBytes(xml + "</scenario>\n");

    private static string Milliseconds(TimeSpan time) => Math.Max(1, (long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
