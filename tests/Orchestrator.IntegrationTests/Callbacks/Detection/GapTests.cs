using System.Globalization;
using System.Text.Json;
using Dapper;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Sip;

namespace Orchestrator.IntegrationTests.Callbacks.Detection;

/// <summary>What happens while nobody listens is known afterwards, with its true reason, wait, queue and time.</summary>
public sealed class GapTests(SharedAsterisk shared)
{
    private static readonly LanePolicy Later = new() { FirstAttempt = "{ after: 1h }" };

    [Fact]
    public async Task Killed_WhileCallersWaitComeAndGo_EachIsAsItWas()
    {
        await using var world = await StartAsync();
        await using var others = await world.PauseAsync(1, 2);
        var phone = await world.OperatorAsync(0, PhoneScript.Rings);
        var (givesUp, stays, isServed, comesAndGoes, timesOut) = (New(), New(), New(), New(), New());
        await using var first = await WaitAsync(world, givesUp, world.Lane.PlainUnstaffedDid, world.Lane.Unstaffed);
        await using var second = await WaitAsync(world, stays, world.Lane.PlainUnstaffedDid, world.Lane.Unstaffed);
        await using var third = await WaitAsync(world, isServed, world.Lane.PlainDid, world.Lane.Queue);
        var ringing = await phone.CallArrivesAsync();
        await world.MissesOfAsync(New()); // the daemon has taken note of them
        await world.KeptAsync(givesUp, stays, isServed);

        await world.Daemon.KillAsync();
        await phone.PickUpAsync(ringing);
        await phone.WaitForAsync(m => m is { Received: true, Method: "ACK" });
        await third.HangUpAsync();
        await first.HangUpAsync();
        await world.LoseCallAsync(comesAndGoes);
        await world.LoseCallAsync(timesOut, world.Lane.ShortWaitDid, hangUpAfter: null);
        await world.Daemon.StartAsync();

        Assert.Equal(("abandoned", world.Lane.Unstaffed, 1), await MissAsync(world, givesUp));
        Assert.Equal(("abandoned", world.Lane.Unstaffed, 2), await MissAsync(world, comesAndGoes));
        Assert.Equal(("timed_out", world.Lane.Unstaffed, 2), await MissAsync(world, timesOut));
        Assert.Equal(world.Lane.PlainUnstaffedDid, (await world.MissesOfAsync(givesUp))[0].Did);
        Assert.Empty(await world.MissesOfAsync(isServed));
        Assert.Empty(await world.MissesOfAsync(stays));
        await second.HangUpAsync();
        Assert.Equal(("abandoned", world.Lane.Unstaffed, 1), await MissAsync(world, stays));
        await AgreeWithQueueLogAsync(world, givesUp, comesAndGoes, timesOut, stays);
    }

    [Fact]
    public async Task AmiIsAway_CallersLeaveInEveryWay_EachIsAsQueueLogHasIt()
    {
        await using var ami = TcpValve.Open(shared.Asterisk.Ami.Port);
        await using var world = await StartAsync(amiPort: ami.Port);
        var (byKey, tracked, empties, givesUp) = (New(), New(), New(), New());
        await using var waiting = await WaitAsync(world, givesUp, world.Lane.PlainUnstaffedDid, world.Lane.Unstaffed);
        await world.MissesOfAsync(New());
        ami.Freeze();
        ami.Cut();
        await Until.TrueAsync(async () => await world.Daemon.StatusAsync("/health/ready") != System.Net.HttpStatusCode.OK);

        await waiting.HangUpAsync();
        await world.LoseCallAsync(byKey, world.Lane.PlainKeyExitDid, hangUpAfter: null, digits: "1");
        await world.LoseCallAsync(empties, world.Lane.LeaveEmptyDid, hangUpAfter: null);
        await world.LoseCallAsync(tracked, world.Lane.TrackedUnstaffedDid);
        Assert.Equal(("abandoned", world.Lane.Unstaffed, 1), await MissAsync(world, tracked)); // Stasis tells of its end, queue_log how it was
        ami.Thaw();
        await world.Daemon.ReadyAsync();

        Assert.Equal(("left_by_key", world.Lane.Queue + "-plain-keys", 1), await MissAsync(world, byKey));
        Assert.Equal(("no_operators", world.Lane.Queue + "-leaveempty", 1), await MissAsync(world, empties));
        Assert.Equal(("abandoned", world.Lane.Unstaffed, 1), await MissAsync(world, givesUp));
        Assert.Single(await world.MissesOfAsync(tracked));
        var gap = await GapAsync(world, "ami");
        Assert.Equal(("queue_log", "calls_without_queue"), (gap.GetProperty("filled_by")[0].GetString(), gap.GetProperty("unknown").GetString()));
        Assert.True(gap.GetProperty("found").GetInt32() >= 3, gap.ToString());
    }

    [Fact]
    public async Task AsteriskIsKilledAndStartedAnew_WhoeverWaitedIsAbandoned_AndTheBooksAgree()
    {
        await using var asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = 1 });
        await using var world = await CallbackWorld.StartAsync(
            asterisk, asterisk.Lanes[0], await shared.Postgres.CreateDatabaseAsync(), Later, settings: QueueLogOf(asterisk));
        var number = New();
        await using var waiting = await WaitAsync(world, number, world.Lane.PlainUnstaffedDid, world.Lane.Unstaffed);
        await world.MissesOfAsync(New());

        await asterisk.KillAsync();
        await asterisk.StartAsync();
        await world.Daemon.ReadyAsync();

        Assert.Equal(("abandoned", world.Lane.Unstaffed, 1), await MissAsync(world, number));
        var (agree, books) = await world.Daemon.RunAsync("audit", "queue-log", asterisk.QueueLogFile);
        await world.ExecuteAsync("update orchestrator.missed_call set uniqueid = 'x', call_id = 'x' where queue = '" + world.Lane.Unstaffed + "'");
        var (differ, report) = await world.Daemon.RunAsync("audit", "queue-log", asterisk.QueueLogFile, "--json");
        Assert.True(agree == 0, books);
        Assert.Equal(1, differ);
        using var found = JsonDocument.Parse(report);
        Assert.Contains("missing", found.RootElement.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("finding").GetString()));
    }

    [Fact]
    public async Task AriIsAway_HandedOverCalls_AreTakenFromWhatAmiTells()
    {
        await using var ari = TcpValve.Open(shared.Asterisk.Ari.Url.Port);
        await using var world = await StartAsync(ariPort: ari.Port);
        var (closed, asks, inMenu) = (New(), New(), New());
        ari.Freeze();
        ari.Cut();
        await Until.TrueAsync(async () => await world.Daemon.StatusAsync("/health/ready") != System.Net.HttpStatusCode.OK);

        await world.LoseCallAsync(closed, world.Lane.ClosedDid, hangUpAfter: null);
        await world.LoseCallAsync(asks, world.Lane.CallbackDid, hangUpAfter: null);
        await world.LoseCallAsync(inMenu, world.Lane.MenuDid);

        Assert.Equal("closed", Assert.Single(await world.MissesOfAsync(closed)).Reason);
        Assert.Equal("requested", Assert.Single(await world.MissesOfAsync(asks)).Reason);
        Assert.Equal("left_in_menu", Assert.Single(await world.MissesOfAsync(inMenu)).Reason);
        ari.Thaw();
        await world.Daemon.ReadyAsync();
        Assert.Equal("nothing", (await GapAsync(world, "ari")).GetProperty("unknown").GetString());
    }

    [Fact]
    public async Task QueueLogThatCannotBeRead_IsAFindingOfHealthAndDoctor()
    {
        await using var world = await CallbackWorld.StartAsync(shared, Later, settings: new Dictionary<string, string> { ["Orchestrator:Pbx:0:QueueLog:File"] = "/nowhere/queue_log" });

        var health = await world.Daemon.TextAsync("/health/ready");
        var (code, output) = await world.Daemon.RunAsync("doctor");

        Assert.Contains("\"degraded\"", health, StringComparison.Ordinal);
        Assert.Contains("/nowhere/queue_log cannot be read", health, StringComparison.Ordinal);
        Assert.Equal(1, code);
        Assert.Contains("/nowhere/queue_log cannot be read", output, StringComparison.Ordinal);
    }

    private static string New() => CallbackWorld.NewNumber();

    private static Dictionary<string, string> QueueLogOf(PrivateAsterisk asterisk) => new() { ["Orchestrator:Pbx:0:QueueLog:File"] = asterisk.QueueLogFile };

    private Task<CallbackWorld> StartAsync(int? amiPort = null, int? ariPort = null) => CallbackWorld.StartAsync(shared, Later, amiPort, ariPort, QueueLogOf(shared.Asterisk));

    private static async Task<Sipp> WaitAsync(CallbackWorld world, string number, string did, string queue)
    {
        var caller = await world.CallAsync(number, did);
        await world.WaitsInAsync(number, queue);
        return caller;
    }

    /// <summary>Reason, queue and position of the only missed call of a number.</summary>
    private static async Task<(string Reason, string? Queue, int? Position)> MissAsync(CallbackWorld world, string number)
    {
        await world.CaseAsync(number, c => c.State == "waiting");
        return await world.RowAsync<(string, string?, int?)>("select reason, queue, position from orchestrator.missed_call where caller_number = @number", new { number });
    }

    /// <summary>Time, wait and uniqueid are those of Asterisk's own book.</summary>
    private static async Task AgreeWithQueueLogAsync(CallbackWorld world, params IEnumerable<string> numbers)
    {
        var log = (await File.ReadAllLinesAsync(world.Asterisk.QueueLogFile)).Select(l => l.Split('|')).Where(f => f.Length > 5).ToList(); // callers of other tests break lines
        foreach (var number in numbers)
        {
            var call = log.First(f => f[4] == "ENTERQUEUE" && f[6] == number)[1];
            var end = log.Last(f => f[1] == call && f[4] is "ABANDON" or "EXITWITHTIMEOUT");
            var (uniqueId, at, waited) = await world.RowAsync<(string, DateTime, double)>(
                "select uniqueid, at, waited_seconds from orchestrator.missed_call where caller_number = @number", new { number });
            Assert.Equal(call, uniqueId);
            Assert.InRange(new DateTimeOffset(at).ToUnixTimeSeconds() - long.Parse(end[0], CultureInfo.InvariantCulture), -1, 1); // the log has whole seconds
            Assert.InRange(waited - int.Parse(end[7], CultureInfo.InvariantCulture), -1.0, 1.0);
        }
    }

    private static async Task<JsonElement> GapAsync(CallbackWorld world, string link)
    {
        var (_, key) = await world.Daemon.RunAsync("api-key", "add", "gaps-" + link, "--scope", "read");
        using var client = new HttpClient { BaseAddress = world.Daemon.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Split('\n').Last(l => l.Length > 20 && !l.Contains(' ', StringComparison.Ordinal)).Trim());
        return JsonElement.Parse(await Until.ValueAsync(
            async () =>
            {
                using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/v1/gaps", UriKind.Relative)));
                return answer.RootElement.GetProperty("items").EnumerateArray()
                    .Where(g => g.GetProperty("link").GetString() == link && g.GetProperty("until").ValueKind != JsonValueKind.Null).Select(g => g.GetRawText()).FirstOrDefault();
            },
            what: $"the gap of {link} is told"));
    }
}
