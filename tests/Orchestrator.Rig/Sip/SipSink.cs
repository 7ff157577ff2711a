using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Rig.Sip;

/// <summary>
/// Stands where a phone was: ends what Asterisk still tries to tell it, so that the next phone on that port does not ring for the last test's calls.
/// </summary>
public sealed class SipSink : IAsyncDisposable
{
    /// <summary>An INVITE that nobody answers is sent again within T2, for 32 s in all (RFC 3261, 17.1.1.2); with some time for the answer.</summary>
    public static readonly TimeSpan UntilQuiet = TimeSpan.FromSeconds(4.5);

    private readonly UdpClient socket;
    private readonly Task serving;

    private SipSink(UdpClient socket)
    {
        this.socket = socket;
        serving = ServeAsync();
    }

    /// <summary>Null when somebody else has the port.</summary>
    public static SipSink? TryOpen(int port)
    {
        try
        {
            return new SipSink(new UdpClient(new IPEndPoint(IPAddress.Loopback, port)));
        }
        catch (SocketException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var request = await socket.ReceiveAsync();
                if (Answer(Encoding.Latin1.GetString(request.Buffer)) is { } answer)
                    await socket.SendAsync(Encoding.Latin1.GetBytes(answer), request.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // Closed.
        }
    }

    private static string? Answer(string text)
    {
        var lines = text.Split("\r\n\r\n", 2)[0].Split("\r\n");
        if (lines[0].StartsWith("SIP/2.0", StringComparison.Ordinal) || lines[0].StartsWith("ACK ", StringComparison.Ordinal))
            return null;
        var status = lines[0].StartsWith("INVITE ", StringComparison.Ordinal) ? "480 Temporarily Unavailable" : "200 OK";
        var kept = lines.Where(l => IsAny(l, "Via:", "From:", "Call-ID:", "CSeq:"));
        var to = lines.FirstOrDefault(l => IsAny(l, "To:")) + (lines.Any(l => IsAny(l, "To:") && l.Contains(";tag=", StringComparison.Ordinal)) ? "" : ";tag=sink");
        return string.Join("\r\n", [$"SIP/2.0 {status}", .. kept, to, "Content-Length: 0", "", ""]);
    }

    private static bool IsAny(string line, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
