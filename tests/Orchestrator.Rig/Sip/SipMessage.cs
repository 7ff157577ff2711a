using System.Globalization;

namespace Orchestrator.Rig.Sip;

/// <summary>A message as SIPp saw it; text is read as Latin-1, so that no byte is lost.</summary>
/// <param name="Received">By SIPp, from Asterisk; otherwise sent.</param>
/// <param name="StartLine">Request line or status line.</param>
public sealed record SipMessage(bool Received, string StartLine, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    private const string Version = "SIP/2.0 ";

    private bool IsResponse => StartLine.StartsWith(Version, StringComparison.Ordinal);

    /// <summary>INVITE, CANCEL…; null for a response.</summary>
    public string? Method => IsResponse ? null : StartLine.Split(' ')[0];

    /// <summary>The number called, of a request.</summary>
    public string? User => IsResponse ? null : StartLine.Split("sip:") is [_, var uri, ..] ? uri.Split('@')[0] : null;

    /// <summary>200, 486…; null for a request.</summary>
    public int? Status => IsResponse ? int.Parse(StartLine.AsSpan(Version.Length, 3), CultureInfo.InvariantCulture) : null;

    public string CallId => this["Call-ID"] ?? "";

    /// <summary>Where the sender of this message wants the audio; null without SDP.</summary>
    public int? MediaPort => Body.Split('\n').FirstOrDefault(line => line.StartsWith("m=audio ", StringComparison.Ordinal)) is { } media
        ? int.Parse(media.Split(' ')[1], CultureInfo.InvariantCulture)
        : null;

    /// <summary>The first header of that name.</summary>
    public string? this[string header] => Headers.FirstOrDefault(h => string.Equals(h.Key, header, StringComparison.OrdinalIgnoreCase)).Value;

    internal static SipMessage Parse(bool received, string text)
    {
        var head = text.Split("\r\n\r\n", 2);
        var lines = head[0].Split("\r\n");
        return new SipMessage(
            received,
            lines[0],
            [.. lines.Skip(1).Select(line => line.Split(':', 2)).Where(p => p.Length == 2).Select(p => KeyValuePair.Create(p[0].Trim(), p[1].Trim()))],
            head.Length > 1 ? head[1] : "");
    }
}
