using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Orchestrator.Rig.Asterisk;

namespace Orchestrator.Benchmarks.Memory;

/// <summary>Plays an Asterisk's AMI for one client: answers its questions with empty lists, and tells of callers who give up, faster than a real PBX could lose them.</summary>
internal sealed class AmiPeer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly Task serving;
    private NetworkStream? stream;
    private int calls;

    public AmiPeer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public AmiAccess Access => new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, "bench", "bench");

    /// <summary>So many callers, each with a number of his own, enter a queue and hang up there.</summary>
    public async Task LoseCallsAsync(string queue, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            AppendCall(text, queue, ++calls);
        await WriteAsync(text.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await serving.WaitAsync(TimeSpan.FromSeconds(10));
        listener.Dispose();
        await (stream?.DisposeAsync() ?? ValueTask.CompletedTask);
        writing.Dispose();
    }

    private async Task ServeAsync()
    {
        using var client = await listener.AcceptTcpClientAsync();
        stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await WriteAsync("Asterisk Call Manager/9.0.0\r\n");
        var (action, id) = ("", "");
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("Action: ", StringComparison.Ordinal))
                    action = line["Action: ".Length..];
                else if (line.StartsWith("ActionID: ", StringComparison.Ordinal))
                    id = line;
                else if (line.Length == 0)
                    await WriteAsync(Answer(action, id));
            }
        }
        catch (IOException)
        {
            // The daemon is gone: the benchmark is over.
        }
    }

    private static string Answer(string action, string id) => action is "Login" or "Ping"
        ? $"Response: Success\r\n{id}\r\n\r\n"
        : $"Response: Success\r\n{id}\r\nEventList: start\r\n\r\nEvent: {action}Complete\r\n{id}\r\nEventList: Complete\r\nListItems: 0\r\n\r\n";

    private static void AppendCall(StringBuilder text, string queue, int number)
    {
        var channel = string.Create(
            CultureInfo.InvariantCulture,
            $"Channel: PJSIP/trunk-{number:x8}\r\nCallerIDNum: 7916{number:0000000}\r\nCallerIDName: <unknown>\r\nExten: 1101\r\nUniqueid: 1700000000.{number}\r\nLinkedid: 1700000000.{number}\r\n");
        text.Append("Event: Newchannel\r\nPrivilege: call,all\r\n").Append(channel).Append("\r\n");
        text.Append("Event: QueueCallerJoin\r\nPrivilege: call,all\r\n").Append(channel).Append("Queue: ").Append(queue).Append("\r\nPosition: 1\r\nCount: 1\r\n\r\n");
        text.Append("Event: QueueCallerAbandon\r\nPrivilege: call,all\r\n").Append(channel).Append("Queue: ").Append(queue).Append("\r\nPosition: 1\r\nOriginalPosition: 1\r\nHoldTime: 20\r\n\r\n");
        text.Append("Event: QueueCallerLeave\r\nPrivilege: call,all\r\n").Append(channel).Append("Queue: ").Append(queue).Append("\r\nPosition: 1\r\nCount: 0\r\n\r\n");
        text.Append("Event: Hangup\r\nPrivilege: call,all\r\n").Append(channel).Append("Cause: 16\r\nCause-txt: Normal Clearing\r\n\r\n");
    }

    private async Task WriteAsync(string text)
    {
        await writing.WaitAsync();
        try
        {
            await stream!.WriteAsync(Encoding.UTF8.GetBytes(text));
        }
        finally
        {
            writing.Release();
        }
    }
}
