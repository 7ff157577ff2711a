using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Rig.Sip;

/// <summary>
/// What a test tells a running call of SIPp to do, as a SIP message with the call's own Call-ID from this process to SIPp.
/// So a phone rings exactly until the test wants it to be picked up, and no timing is guessed.
/// </summary>
internal sealed record Command(string Method)
{
    /// <summary>Marks our messages in SIPp's trace.</summary>
    public const string Header = "X-Rig";

    public static Command PickUp { get; } = new("NOTIFY");

    public static Command HangUp { get; } = new("MESSAGE");

    public async Task SendAsync(int port, string callId)
    {
        using var socket = new UdpClient();
        var message = $"""
            {Method} sip:rig@127.0.0.1 SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK{Guid.NewGuid():N}
            From: <sip:rig@127.0.0.1>;tag=rig
            To: <sip:rig@127.0.0.1>
            Call-ID: {callId}
            CSeq: 1 {Method}
            {Header}: 1
            Content-Length: 0


            """;
        await socket.SendAsync(Encoding.ASCII.GetBytes(message.ReplaceLineEndings("\r\n")), "127.0.0.1", port);
    }
}
