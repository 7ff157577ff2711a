using System.Collections.Immutable;
using System.Globalization;
using Orchestrator.Rig.Processes;

namespace Orchestrator.Rig.Sip;

/// <summary>A running SIPp and all that it sent and received.</summary>
public sealed class Sipp : IAsyncDisposable
{
    private static readonly TimeSpan ReadingPace = TimeSpan.FromMilliseconds(20);

    /// <summary>How long Asterisk has to answer a last BYE.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly ChildProcess process;
    private readonly int port;
    private readonly SippTrace trace;
    private readonly RtpProbe? audio;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task reading;
    private ImmutableList<SipMessage> messages = [];
    private bool disposed;

    private Sipp(ChildProcess process, int port, SippTrace trace, RtpProbe? audio)
    {
        this.process = process;
        this.port = port;
        this.trace = trace;
        this.audio = audio;
        reading = ReadAsync();
    }

    /// <summary>All messages so far, in their order.</summary>
    public IReadOnlyList<SipMessage> Messages => messages;

    /// <summary>The INVITEs that arrived, one for each call.</summary>
    public IReadOnlyList<SipMessage> Calls =>
        [.. Messages.Where(m => m is { Received: true, Method: "INVITE" }).DistinctBy(m => m.CallId)];

    public bool HasExited => process.HasExited;

    /// <summary>Plays the caller: one call to Asterisk.</summary>
    public static Task<Sipp> CallAsync(int sipPort, CallerScript script) => StartAsync(
        "caller",
        CallerScenario.Build(script),
        [string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{sipPort}"), "-m", "1"],
        FreePorts.Next(),
        script.Audio);

    /// <summary>Plays many callers, some at a time, each by the same script with a number of its own.</summary>
    /// <param name="numbers">User parts of the From headers, as they are: without semicolons, which part the columns of SIPp's file.</param>
    /// <param name="perSecond">How many begin in a second.</param>
    public static async Task<Sipp> CallManyAsync(int sipPort, CallerScript script, IReadOnlyCollection<string> numbers, int perSecond)
    {
        var file = RigFiles.Artifact("sipp-numbers") + ".csv";
        await File.WriteAllLinesAsync(file, ["SEQUENTIAL", .. numbers.Select(n => n + ";")]);
        string[] pace = ["-m", Invariant(numbers.Count), "-r", Invariant(perSecond), "-l", Invariant(2 * perSecond)];
        return await StartAsync("callers", CallerScenario.Build(script, "[field0]"), [$"127.0.0.1:{Invariant(sipPort)}", "-inf", file, .. pace], FreePorts.Next(), audio: null);
    }

    /// <summary>Plays a phone, or the customers behind a trunk, until stopped: the first call by the first script, and so on; the last one stays.</summary>
    public static async Task<Sipp> AnswerAsync(int port, params IReadOnlyList<PhoneScript> scripts)
    {
        var phone = await StartAsync("phone", PhoneScenario.Build(scripts), ["127.0.0.1"], port, scripts.Select(s => s.Audio).FirstOrDefault(a => a is not null));
        await Until.TrueAsync(() => phone.HasExited || FreePorts.IsBound(port));
        return phone.HasExited ? throw new InvalidOperationException($"SIPp ended at start, see {RigFiles.Artifacts}") : phone;
    }

    /// <summary>How many different calls sent us this method; retransmissions are not counted.</summary>
    public int Received(string method) =>
        Messages.Where(m => m.Received && m.Method == method).DistinctBy(m => (m.CallId, m["CSeq"])).Count();

    /// <summary>The first message that fits, whether it came already or is still to come.</summary>
    public Task<SipMessage> WaitForAsync(Func<SipMessage, bool> wanted, TimeSpan? deadline = null, string what = "SIP message") =>
        Until.ValueAsync(() => Task.FromResult(Messages.FirstOrDefault(wanted)), deadline, what);

    /// <summary>The n-th call that arrives, counted from 1.</summary>
    public async Task<SipMessage> CallArrivesAsync(int n = 1, TimeSpan? deadline = null)
    {
        await Until.TrueAsync(() => Calls.Count >= n, deadline, $"call {n} arrives");
        return Calls[n - 1];
    }

    /// <summary>Waits until the caller has played the script; returns SIPp's exit code (0: it went as the script says).</summary>
    public async Task<int> ExitAsync(TimeSpan? deadline = null)
    {
        var code = await process.ExitAsync(deadline);
        await StopReadingAsync();
        return code;
    }

    /// <summary>Picks up a phone that rings. Waits for its ringing first: before that SIPp knows no such command and drops the call.</summary>
    public async Task PickUpAsync(SipMessage call)
    {
        await WaitForAsync(m => !m.Received && m.CallId == call.CallId && m.Status is 180 or 183, what: "the phone rings");
        await Command.PickUp.SendAsync(port, call.CallId);
    }

    /// <summary>Hangs up a call that was picked up.</summary>
    public Task HangUpAsync(SipMessage call) => Command.HangUp.SendAsync(port, call.CallId);

    /// <summary>The caller hangs up, or gives up waiting for an answer; SIPp ends then.</summary>
    public async Task HangUpAsync()
    {
        var invite = await WaitForAsync(m => m is { Received: false, Method: "INVITE" });
        await WaitForAsync(m => m is { Received: true, Status: not null });
        await Command.HangUp.SendAsync(port, invite.CallId);
        await ExitAsync();
    }

    /// <summary>Vanishes without a word, as a phone that lost its network.</summary>
    public async Task VanishAsync()
    {
        await process.KillAsync();
        await StopReadingAsync();
    }

    /// <summary>Ends it; calls that go on are hung up first, as Asterisk would hold their channels for ever.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true))
            return;
        await EndCallsAsync();
        await process.DisposeAsync();
        await StopReadingAsync();
        stopping.Dispose();
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task EndCallsAsync()
    {
        var open = OpenCalls();
        foreach (var call in open)
            await HangUpAsync(call);
        try
        {
            await Until.TrueAsync(() => HasExited || OpenCalls().Count == 0, LastWords, "calls end");
        }
        catch (TimeoutException)
        {
            // Asterisk is gone or frozen, or the script is at a place where it does not listen: nothing to be polite to.
        }
    }

    /// <summary>Our own call, or calls that we picked up, that are not over; none when SIPp has ended.</summary>
    private List<SipMessage> OpenCalls()
    {
        if (HasExited)
            return [];
        var seen = Messages;
        var over = seen.Where(m => m is { Method: "BYE" or "CANCEL" } or { Status: >= 300 }).Select(m => m.CallId).ToHashSet();
        return [.. seen
            .Where(m => m is { Received: false, Method: "INVITE" } or { Received: true, Method: "ACK" })
            .Where(m => !over.Contains(m.CallId))
            .DistinctBy(m => m.CallId)];
    }

    private static async Task<Sipp> StartAsync(string name, byte[] scenario, string[] target, int port, RtpProbe? audio)
    {
        var file = RigFiles.Artifact("sipp-" + name);
        await File.WriteAllBytesAsync(file + ".xml", scenario);
        // SIPp opens media sockets whether it uses them or not.
        var media = FreePorts.Block(4);
        var running = await ChildProcess.StartAsync(
            [
                "sipp", .. target, "-sf", file + ".xml", "-i", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture),
                "-mi", "127.0.0.1", "-mp", media.ToString(CultureInfo.InvariantCulture), "-nostdin",
                "-trace_msg", "-message_file", file + ".messages", "-trace_err", "-error_file", file + ".errors",
            ],
            file + ".screen");
        return new Sipp(running, port, new SippTrace(file + ".messages"), audio);
    }

    private async Task ReadAsync()
    {
        using var timer = new PeriodicTimer(ReadingPace);
        while (!stopping.IsCancellationRequested)
        {
            ReadOnce();
            await timer.WaitForNextTickAsync();
        }

        ReadOnce();
    }

    private void ReadOnce()
    {
        foreach (var message in trace.Read().Where(message => message[Command.Header] is null))
        {
            if (message is { Received: true, MediaPort: { } port })
                audio?.TalkTo(port);
            messages = messages.Add(message);
        }
    }

    private async Task StopReadingAsync()
    {
        await stopping.CancelAsync();
        await reading;
    }
}
