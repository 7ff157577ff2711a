using System.Globalization;
using System.Text;

namespace Orchestrator.Benchmarks.Sip;

/// <summary>One SIP message, read just as far as the benchmarks need it.</summary>
internal sealed class SipText
{
    private readonly string[] lines;

    public SipText(ReadOnlySpan<byte> bytes)
    {
        lines = Encoding.Latin1.GetString(bytes).Split("\r\n\r\n", 2)[0].Split("\r\n");
        Status = lines[0].StartsWith("SIP/2.0 ", StringComparison.Ordinal) ? int.Parse(lines[0].AsSpan(8, 3), CultureInfo.InvariantCulture) : null;
        Method = Status is null ? lines[0].Split(' ')[0] : this["CSeq"].Split(' ')[^1];
    }

    /// <summary>Of a response.</summary>
    public int? Status { get; }

    /// <summary>Of a response: of the request that it answers.</summary>
    public string Method { get; }

    public string CallId => this["Call-ID"];

    /// <summary>The address between the angle brackets of a header.</summary>
    public string Address(string header) => this[header].Split('<')[1].Split('>')[0];

    /// <summary>The user part of the From header: the number that is shown.</summary>
    public string Caller => Address("From").Split("sip:")[1].Split('@')[0];

    public string this[string header] => All(header).FirstOrDefault() ?? "";

    /// <summary>An answer to this request; the tag is the same for the same call.</summary>
    public byte[] Answer(string status, string body = "")
    {
        var tag = this["To"].Contains(";tag=", StringComparison.Ordinal) ? "" : ";tag=bench";
        var text = new StringBuilder($"SIP/2.0 {status}\r\n");
        foreach (var via in All("Via"))
            text.Append(CultureInfo.InvariantCulture, $"Via: {via}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"From: {this["From"]}\r\nTo: {this["To"]}{tag}\r\nCall-ID: {CallId}\r\nCSeq: {this["CSeq"]}\r\n");
        return Finish(text, body);
    }

    /// <summary>Ends the headers and adds the body, if any.</summary>
    public static byte[] Finish(StringBuilder text, string body)
    {
        if (body.Length > 0)
            text.Append("Content-Type: application/sdp\r\n");
        return Encoding.ASCII.GetBytes(text.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n{body}").ToString());
    }

    /// <summary>Audio that nobody listens to: port 9 is "discard".</summary>
    public const string Sdp = "v=0\r\no=bench 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";

    private IEnumerable<string> All(string header) => lines
        .Where(l => l.Length > header.Length && l[header.Length] == ':' && l.StartsWith(header, StringComparison.OrdinalIgnoreCase))
        .Select(l => l[(header.Length + 1)..].Trim());
}
