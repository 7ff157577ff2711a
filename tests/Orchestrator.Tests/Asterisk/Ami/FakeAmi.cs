using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Tests.Asterisk.Ami;

/// <summary>An AMI on a real loopback socket whose other end is written in the test.</summary>
internal sealed class FakeAmi : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public FakeAmi() => listener.Start();

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async Task<FakeAmiSession> AcceptAsync() => new(await listener.AcceptTcpClientAsync().WithinDeadlineAsync());

    /// <summary>Accepts, and lets the client in.</summary>
    public async Task<FakeAmiSession> AcceptLoginAsync()
    {
        var session = await AcceptAsync();
        await session.SendAsync("Asterisk Call Manager/9.0.0\r\n");
        await session.AnswerAsync(await session.ReadActionAsync(), "Response: Success\r\nMessage: Authentication accepted\r\n");
        return session;
    }

    public void Dispose() => listener.Dispose();
}

internal sealed class FakeAmiSession(TcpClient client) : IDisposable
{
    private readonly StreamReader reader = new(client.GetStream(), Encoding.UTF8);

    public NetworkStream Stream { get; } = client.GetStream();

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await Stream.WriteAsync(bytes).AsTask().WithinDeadlineAsync();

    /// <summary>The lines of the next action; empty when the client has gone.</summary>
    public async Task<List<string>> ReadActionAsync()
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync().WithinDeadlineAsync() is { Length: > 0 } line)
            lines.Add(line);
        return lines;
    }

    public Task AnswerAsync(List<string> action, string block) => SendAsync(BlockFor(action, block));

    public static string BlockFor(List<string> action, string block) => $"{block}{IdLine(action)}\r\n\r\n";

    public static string IdLine(List<string> action) => action.Single(l => l.StartsWith("ActionID: ", StringComparison.Ordinal));

    /// <summary>Resets the connection instead of closing it.</summary>
    public void Reset()
    {
        client.Client.LingerState = new LingerOption(enable: true, 0);
        client.Close();
    }

    public void Dispose()
    {
        reader.Dispose();
        client.Dispose();
    }
}
