using System.Net;
using System.Threading.Channels;

namespace Orchestrator.Benchmarks.Sip;

/// <summary>An INVITE that came in.</summary>
/// <param name="Caller">The number that it shows.</param>
/// <param name="At">When it came out of the socket (<see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>).</param>
internal sealed record Ringing(string Caller, long At);

/// <summary>A phone that picks up or refuses at once, and lets itself be hung up.</summary>
internal sealed class PromptPhone : IAsyncDisposable
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly ChannelWriter<Ringing> rung;
    private readonly string answer;
    private readonly SipSocket socket;

    /// <param name="port">Where Asterisk sends the calls.</param>
    /// <param name="answer">Status line of the answer to every INVITE, for instance <c>486 Busy Here</c>.</param>
    /// <param name="rung">Gets the calls; each one once, however often its INVITE is sent.</param>
    public PromptPhone(int port, string answer, ChannelWriter<Ringing> rung)
    {
        this.rung = rung;
        this.answer = answer;
        socket = new SipSocket(port, Take);
    }

    public ValueTask DisposeAsync() => socket.DisposeAsync();

    private void Take(SipText message, long at, EndPoint from)
    {
        if (message.Status is not null || message.Method == "ACK")
            return;
        if (message.Method != "INVITE")
        {
            socket.Send(message.Answer("200 OK"), from);
            return;
        }

        if (known.Add(message.CallId))
            rung.TryWrite(new Ringing(message.Caller, at));
        var picksUp = answer.StartsWith("200", StringComparison.Ordinal);
        socket.Send(picksUp ? message.Answer($"{answer}\r\nContact: <sip:phone@127.0.0.1:{socket.Port}>", SipText.Sdp) : message.Answer(answer), from);
    }
}
