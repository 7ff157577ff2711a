using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Rig.Sip;

/// <summary>
/// One end of a conversation: sends PCMU packets filled with a byte of its own, and counts by what byte the arriving ones are filled.
/// Between two ends with the same codec Asterisk passes audio on unchanged, so that what one says is what the other hears.
/// </summary>
public sealed class RtpProbe : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const int SamplesPerPacket = 160;
    private static readonly TimeSpan PacketTime = TimeSpan.FromMilliseconds(20);

    /// <summary>PCMU for no sound at all.</summary>
    private const byte Silence = 0xFF;

    private readonly UdpClient socket;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<byte, int> heard = new();
    private readonly Task[] running;
    private IPEndPoint? peer;
    private int sounds;

    /// <summary>Packets still to be spoken; negative: for ever.</summary>
    private int words;

    private RtpProbe(int port, byte pattern, bool speaks)
    {
        Port = port;
        Pattern = pattern;
        words = speaks ? -1 : 0;
        socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
        running = [SendAsync(), ReceiveAsync()];
    }

    /// <summary>For the SDP.</summary>
    public int Port { get; }

    public byte Pattern { get; }

    /// <param name="pattern">A PCMU byte, different for each end of a call and not 0xFF or 0x7F, which are silence.</param>
    public static RtpProbe Open(byte pattern) => new(FreePorts.Block(2), pattern, speaks: true);

    /// <summary>Sends silence until it is told to <see cref="Say"/> something.</summary>
    public static RtpProbe OpenSilent(byte pattern) => new(FreePorts.Block(2), pattern, speaks: false);

    /// <summary>Speaks for so long, and is silent again; null: from now on.</summary>
    public void Say(TimeSpan? words = null) => Volatile.Write(ref this.words, words is { } time ? (int)(time / PacketTime) : -1);

    /// <summary>Packets that arrived filled with this byte.</summary>
    public int Heard(byte pattern) => heard.GetValueOrDefault(pattern);

    /// <summary>Packets of anything but one byte: prompts, tones, mixed voices.</summary>
    public int HeardSounds => Volatile.Read(ref sounds);

    /// <summary>Starts to talk to this port, or turns to it. <see cref="Sipp"/> does so when it sees the SDP.</summary>
    public void TalkTo(int port) => Volatile.Write(ref peer, new IPEndPoint(IPAddress.Loopback, port));

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running);
        socket.Dispose();
        stopping.Dispose();
    }

    private async Task SendAsync()
    {
        var packet = new byte[HeaderLength + SamplesPerPacket];
        packet[0] = 0x80;
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(8), Port);
        using var timer = new PeriodicTimer(PacketTime);
        for (ushort sequence = 0; !stopping.IsCancellationRequested; sequence++)
        {
            await timer.WaitForNextTickAsync();
            if (Volatile.Read(ref peer) is not { } to)
                continue;
            packet.AsSpan(HeaderLength).Fill(Volatile.Read(ref words) == 0 ? Silence : Pattern);
            if (Volatile.Read(ref words) > 0)
                Interlocked.Decrement(ref words);
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), sequence);
            BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(4), sequence * SamplesPerPacket);
            await socket.SendAsync(packet, to, CancellationToken.None);
        }
    }

    private async Task ReceiveAsync()
    {
        while (true)
        {
            try
            {
                var packet = (await socket.ReceiveAsync(stopping.Token)).Buffer;
                if (packet.Length > HeaderLength && !packet.AsSpan(HeaderLength + 1).ContainsAnyExcept(packet[HeaderLength]))
                    heard.AddOrUpdate(packet[HeaderLength], 1, (_, count) => count + 1);
                else if (packet.Length > HeaderLength)
                    Interlocked.Increment(ref sounds);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // "Port unreachable" of an earlier packet: the other side is gone, or not there yet.
            }
        }
    }
}
