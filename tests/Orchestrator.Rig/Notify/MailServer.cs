using System.Collections.Concurrent;

namespace Orchestrator.Rig.Notify;

/// <summary>A tiny SMTP server that keeps every mail, and misbehaves when a test wants it to.</summary>
public sealed class MailServer : LineServer
{
    private volatile Func<string, string?> reply = _ => null;

    /// <summary>In the order of their arrival.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

    /// <summary>Another reply to a command's line (or to <c>CONNECT</c>) than the right one; null: the right one, empty: none, ever.</summary>
    public Func<string, string?> Reply { get => reply; set => reply = value; }

    /// <summary>A reply that never comes.</summary>
    public static string Silence => "";

    protected override async Task TalkAsync(LinePeer peer, CancellationToken cancel)
    {
        var (from, to) = ("", new List<string>());
        await SayAsync("CONNECT", "220 rig ESMTP");
        while (await peer.ReadLineAsync(cancel) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "MAIL":
                    from = line;
                    await SayAsync(line, "250 ok");
                    break;
                case "RCPT":
                    to.Add(line);
                    await SayAsync(line, "250 ok");
                    break;
                case "DATA":
                    await SayAsync(line, "354 go on");
                    Mails.Enqueue(await MailAsync(peer, from, to, cancel));
                    (from, to) = ("", []);
                    await SayAsync("RECEIVED", "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(line, "221 bye");
                    return;
                default:
                    await SayAsync(line, "250 rig");
                    break;
            }
        }

        async Task SayAsync(string command, string right)
        {
            var text = Reply(command) ?? right;
            if (text.Length == 0)
            {
                await Task.Delay(Timeout.Infinite, cancel); // until the server stops
            }

            await peer.WriteAsync(text + "\r\n", cancel);
        }
    }

    private static async Task<ReceivedMail> MailAsync(LinePeer peer, string from, List<string> to, CancellationToken cancel)
    {
        List<string> headers = [];
        List<string> body = [];
        var lines = headers;
        while (await peer.ReadLineAsync(cancel) is { } line && line != ".")
        {
            if (line.Length == 0 && lines == headers)
            {
                lines = body;
            }
            else
            {
                lines.Add(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
            }
        }

        return new ReceivedMail(from, to, headers, string.Join("\r\n", body));
    }
}

/// <summary>A mail as it came.</summary>
/// <param name="From">The line <c>MAIL FROM</c>.</param>
/// <param name="To">The lines <c>RCPT TO</c>.</param>
/// <param name="Headers">Lines, folded ones as they came.</param>
/// <param name="Body">Still in its transfer encoding.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, IReadOnlyList<string> Headers, string Body)
{
    public string? Header(string name) =>
        Headers.FirstOrDefault(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
