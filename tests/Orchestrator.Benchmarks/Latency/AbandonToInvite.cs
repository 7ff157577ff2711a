using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Npgsql;
using Orchestrator.Benchmarks.Sip;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Daemon;
using Orchestrator.Rig.Postgres;

namespace Orchestrator.Benchmarks.Latency;

/// <summary>
/// From the BYE of a caller who gives up in the queue to the INVITE at the operator's phone, on the wire: the daemon with its PostgreSQL (fsync on),
/// beside a bare program, in turns on one Asterisk.
/// </summary>
internal sealed class AbandonToInvite : IAsyncDisposable
{
    private const int Rounds = 120;

    /// <summary>Not counted: code is compiled, connections are opened. The very first is told apart.</summary>
    private const int WarmUp = 15;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Channel<Ringing> ofDaemon = Channel.CreateUnbounded<Ringing>();
    private readonly Channel<Ringing> ofFloor = Channel.CreateUnbounded<Ringing>();
    private readonly List<PromptPhone> phones = [];
    private readonly NpgsqlDataSource database;
    private readonly DaemonProcess daemon;
    private readonly BareProgram floor;
    private readonly Callers callers;
    private int people;

    private AbandonToInvite(PrivateAsterisk asterisk, Lane lane, Lane floorLane, string connectionString, DaemonProcess daemon, BareProgram floor)
    {
        this.daemon = daemon;
        this.floor = floor;
        database = NpgsqlDataSource.Create(connectionString);
        callers = new Callers(asterisk.SipPort);

        // The daemon's operators pick up and the customer is busy: so an attempt runs to its end, and the operator is free again at once.
        phones.AddRange(lane.Operators.Select(o => new PromptPhone(o.Port, "200 OK", ofDaemon.Writer)));
        phones.Add(new PromptPhone(lane.Trunk.Port, "486 Busy Here", Channel.CreateUnbounded<Ringing>().Writer));
        phones.Add(new PromptPhone(floorLane.Operators[0].Port, "486 Busy Here", ofFloor.Writer));
    }

    public static async Task<bool> RunAsync(TextWriter output)
    {
        await using var postgres = await PrivatePostgres.StartNewAsync(fsync: true);
        await using var asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = 2 });
        var (lane, floorLane) = (asterisk.Lanes[0], asterisk.Lanes[1]);
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var orchestrator = await DaemonUnderTest.StartAsync(connectionString, Policy(lane), asterisk, asterisk.Ami, lane.App);
        await using var bare = await BareProgram.StartAsync(asterisk, floorLane.Operators[0].Interface);
        await using var bench = new AbandonToInvite(asterisk, lane, floorLane, connectionString, orchestrator, bare);
        return await bench.CompareAsync(lane, floorLane, output);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in phones)
            await phone.DisposeAsync();
        await callers.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<bool> CompareAsync(Lane lane, Lane floorLane, TextWriter output)
    {
        var ours = new Arm("orchestrator, decided at Hangup, written down first", DaemonAsync, lane.PlainUnstaffedDid);
        var same = new Arm("floor: bare originate at the same Hangup", (number, call) => FloorAsync(number, call, "Hangup"), floorLane.PlainUnstaffedDid);
        var early = new Arm("bare originate at QueueCallerAbandon (too early)", (number, call) => FloorAsync(number, call, "QueueCallerAbandon"), floorLane.PlainUnstaffedDid);
        Arm[] arms = [ours, same, early];
        double? first = null;
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            // Whoever comes first in one round comes later in the next.
            var turn = arms.Skip(round % arms.Length).Concat(arms.Take(round % arms.Length)).ToList();
            var waiting = await Task.WhenAll(turn.Select(WaitInQueueAsync));
            foreach (var (arm, (number, call)) in turn.Zip(waiting))
            {
                var taken = await arm.SampleAsync(number, call, round >= WarmUp);
                if (arm == ours)
                    first ??= taken;
            }
        }

        var target = Math.Max(1.5 * same.P50, same.P50 + 30);
        var passed = ours.P50 <= target;
        await output.WriteLineAsync("Abandonment to the operator's INVITE, BYE to INVITE on the wire, PostgreSQL with fsync");
        foreach (var arm in arms)
            await output.WriteLineAsync(arm.ToString());
        var stages = await StagesAsync();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  the orchestrator's very first callback after its start: {first:N1} ms; {stages}"));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  target p50 <= {target:N1} ms (1.5 times the floor, or 30 ms above it): {(passed ? "PASS" : "MISS")}"));
        return passed;
    }

    private async Task<(string Number, Call Call)> WaitInQueueAsync(Arm arm)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"7916{Interlocked.Increment(ref people):0000000}");
        var inQueue = floor.InQueueAsync(number);
        var call = await callers.CallAsync(number, arm.Did);
        await inQueue.WaitAsync(Deadline);
        return (number, call);
    }

    private async Task<double> DaemonAsync(string number, Call call)
    {
        var taken = await HangUpAsync(number, call, ofDaemon.Reader);
        await Until.TrueAsync(() => IsThereAsync("select exists (select from orchestrator.callback_case where number = '+' || $1 and state = 'closed')", number), what: "the case is closed");
        return taken;
    }

    private async Task<double> FloorAsync(string number, Call call, string eventName)
    {
        floor.Arm(number, eventName);

        // The daemon sees this call as well; held still, it slows the floor by nothing.
        daemon.Freeze();
        var taken = await HangUpAsync(number, call, ofFloor.Reader);
        daemon.Thaw();
        await Until.TrueAsync(() => IsThereAsync("select exists (select from orchestrator.missed_call where caller_number = $1)", number), what: "the daemon has caught up");
        return taken;
    }

    private async Task<double> HangUpAsync(string number, Call call, ChannelReader<Ringing> rung)
    {
        var from = callers.HangUp(call);
        using var limit = new CancellationTokenSource(Deadline);
        var ringing = await rung.ReadAsync(limit.Token);
        if (ringing.Caller.TrimStart('+') != number)
            throw new InvalidOperationException("The operator was rung for somebody else.");
        return Stopwatch.GetElapsedTime(from, ringing.At).TotalMilliseconds;
    }

    private async Task<bool> IsThereAsync(string sql, string number)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = number });
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Where the daemon's own time goes, from the timelines of its cases.</summary>
    private async Task<string> StagesAsync()
    {
        await using var command = database.CreateCommand(
            """
            select format('median from opened to claimed %s ms, to "ringing" written %s ms',
                          round(percentile_cont(0.5) within group (order by extract(epoch from c.at - o.at) * 1000)::numeric, 1),
                          round(percentile_cont(0.5) within group (order by extract(epoch from r.at - o.at) * 1000)::numeric, 1))
            from orchestrator.case_event o
            join orchestrator.case_event c on c.case_id = o.case_id and c.kind = 'claimed'
            join orchestrator.case_event r on r.case_id = o.case_id and r.kind = 'operator_ringing'
            where o.kind = 'opened'
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static string Policy(Lane lane) => $$"""
        policy: bench
        covers: { queues: [{{lane.Unstaffed}}] }
        timezone: Europe/Moscow
        hours: always
        first_attempt: { after: 0s }
        attempts: 1
        give_up_after: 3d
        retry: { busy: { after: 1m } }
        operators: { from: queue {{lane.Queue}}, pick: in_turn, ring: 20s, accept: pickup, announce: none, wrap_up: 0s }
        customer: { dial: "{{lane.CustomerDial}}", caller_id: "+74951234567", ring: 20s }
        limits: { per_number_per_day: 50, concurrent: 5, live_callers_first: false }
        """;
}
