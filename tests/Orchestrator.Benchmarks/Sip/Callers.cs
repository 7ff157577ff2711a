using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace Orchestrator.Benchmarks.Sip;

/// <summary>People who call in: one UDP port plays them all.</summary>
internal sealed class Callers : IAsyncDisposable
{
    private readonly IPEndPoint asterisk;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<SipText>> waiting = new(StringComparer.Ordinal);
    private readonly SipSocket socket;

    public Callers(int asteriskPort)
    {
        asterisk = new IPEndPoint(IPAddress.Loopback, asteriskPort);
        socket = new SipSocket(0, Take);
    }

    /// <summary>Calls, and returns once the call is answered.</summary>
    public async Task<Call> CallAsync(string number, string did)
    {
        var call = new Call(Guid.NewGuid().ToString("N"), number, did);
        var answered = waiting[call.Id] = new TaskCompletionSource<SipText>(TaskCreationOptions.RunContinuationsAsynchronously);
        socket.Send(Request(call, "INVITE", 1, SipText.Sdp), asterisk);
        var answer = await answered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        if (answer.Status != 200)
            throw new InvalidOperationException($"Asterisk answers {answer.Status} to a call to {did}.");
        var established = call with { To = answer["To"], Target = answer.Address("Contact") };
        socket.Send(Request(established, "ACK", 1), asterisk);
        return established;
    }

    /// <returns>The moment at which the BYE is sent.</returns>
    public long HangUp(Call call) => socket.Send(Request(call, "BYE", 2), asterisk);

    public ValueTask DisposeAsync() => socket.DisposeAsync();

    private void Take(SipText message, long at, EndPoint from)
    {
        if (message.Status is null)
            socket.Send(message.Answer("200 OK"), from);
        else if (message is { Method: "INVITE", Status: >= 200 } && waiting.TryRemove(message.CallId, out var answered))
            answered.TrySetResult(message);
    }

    private byte[] Request(Call call, string method, int sequence, string body = "")
    {
        var target = call.Target ?? $"sip:{call.Did}@127.0.0.1:{asterisk.Port}";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{method} {target} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{socket.Port};branch=z9hG4bK{call.Id}{method}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"From: <sip:{call.Number}@127.0.0.1:{socket.Port}>;tag={call.Id[..8]}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"To: {call.To ?? $"<sip:{call.Did}@127.0.0.1:{asterisk.Port}>"}\r\nCall-ID: {call.Id}\r\nCSeq: {sequence} {method}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Contact: <sip:caller@127.0.0.1:{socket.Port}>\r\nMax-Forwards: 70\r\n");
        return SipText.Finish(text, body);
    }
}

/// <summary>A call of ours.</summary>
/// <param name="Id">Its Call-ID.</param>
/// <param name="Number">Who calls.</param>
/// <param name="Did">The number called.</param>
/// <param name="To">The To header with Asterisk's tag, once answered.</param>
/// <param name="Target">Where Asterisk wants requests of this call, once answered.</param>
internal sealed record Call(string Id, string Number, string Did, string? To = null, string? Target = null);
