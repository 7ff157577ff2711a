using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;

namespace Orchestrator.IntegrationTests.Rig;

/// <summary>A bare AMI listener: the rig is tested without the code that the rig is for.</summary>
internal sealed class AmiTap : IAsyncDisposable
{
    private readonly TcpClient client;
    private readonly ConcurrentQueue<Dictionary<string, string>> events = new();
    private readonly Task reading;

    private AmiTap(TcpClient client)
    {
        this.client = client;
        reading = ReadAsync();
    }

    public static async Task<AmiTap> OpenAsync(AmiAccess ami)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(ami.Host, ami.Port);
        var tap = new AmiTap(connection);
        await connection.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"Action: Login\r\nUsername: {ami.User}\r\nSecret: {ami.Secret}\r\n\r\n"));
        await tap.WaitForAsync("FullyBooted");
        return tap;
    }

    public int Count(string name, Func<Dictionary<string, string>, bool> wanted) => events.Count(e => IsNamed(e, name) && wanted(e));

    public Task<Dictionary<string, string>> WaitForAsync(string name, Func<Dictionary<string, string>, bool>? wanted = null) =>
        Until.ValueAsync(
            () => Task.FromResult(events.FirstOrDefault(e => IsNamed(e, name) && (wanted is null || wanted(e)))), what: $"AMI event {name}");

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await reading;
    }

    private static bool IsNamed(Dictionary<string, string> message, string name) => message.GetValueOrDefault("Event") == name;

    private async Task ReadAsync()
    {
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            var message = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.Length == 0)
                {
                    events.Enqueue(message);
                    message = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                }
                else if (line.Split(": ", 2) is [var key, var value])
                {
                    message[key] = value;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Closed, by us or by Asterisk.
        }
    }
}
