using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Orchestrator.Rig.Asterisk;

namespace Orchestrator.Benchmarks;

/// <summary>
/// Plays an Asterisk's AMI for one client: knows of one queue's free members or of nobody, has nothing else to list, and tells of callers who give up, faster than a real PBX could lose them.
/// </summary>
internal sealed class AmiPeer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly string queue;
    private readonly int operators;
    private readonly Task serving;
    private NetworkStream? stream;
    private int calls;

    /// <param name="queue">The only queue that it tells of.</param>
    /// <param name="operators">How many members that has, all of them free. No such phones exist: ringing one fails at once.</param>
    public AmiPeer(string queue = "", int operators = 0)
    {
        (this.queue, this.operators) = (queue, operators);
        listener.Start();
        serving = ServeAsync();
    }

    public AmiAccess Access => new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, "bench", "bench");

    /// <summary>So many callers, each with a number of their own, enter a queue and hang up there.</summary>
    public async Task LoseCallsAsync(string from, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            AppendCall(text, from, ++calls);
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

    private string Answer(string action, string id)
    {
        if (action is "Login" or "Ping")
            return $"Response: Success\r\n{id}\r\n\r\n";
        IReadOnlyList<string> items = action == "QueueStatus" ? [.. Enumerable.Range(1, operators).Select(n => Member(n, id))] : [];
        return $"Response: Success\r\n{id}\r\nEventList: start\r\n\r\n{string.Concat(items)}Event: {action}Complete\r\n{id}\r\nEventList: Complete\r\nListItems: {items.Count}\r\n\r\n";
    }

    private string Member(int number, string id) => string.Create(
        CultureInfo.InvariantCulture,
        $"Event: QueueMember\r\n{id}\r\nQueue: {queue}\r\nName: Nobody {number}\r\nLocation: PJSIP/nobody{number:0000}\r\nStateInterface: PJSIP/nobody{number:0000}\r\n"
        + $"Membership: static\r\nPenalty: 0\r\nCallsTaken: 0\r\nLastCall: 0\r\nInCall: 0\r\nStatus: 1\r\nPaused: 0\r\n\r\n");

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
