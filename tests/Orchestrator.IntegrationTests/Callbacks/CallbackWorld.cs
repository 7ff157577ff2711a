using System.Data;
using System.Globalization;
using Dapper;
using Npgsql;
using Orchestrator.IntegrationTests.Rig;
using Orchestrator.Rig;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Daemon;
using Orchestrator.Rig.Sip;

namespace Orchestrator.IntegrationTests.Callbacks;

/// <summary>One orchestrator with a lane of an Asterisk, a database and a policy of its own, and whoever SIPp plays around it.</summary>
internal sealed class CallbackWorld : IAsyncDisposable
{
    private static int callers = 1000;

    private readonly List<Sipp> phones = [];
    private readonly Action release;

    private CallbackWorld(PrivateAsterisk asterisk, Lane lane, string connectionString, DaemonProcess daemon, Action release)
    {
        Asterisk = asterisk;
        Lane = lane;
        Daemon = daemon;
        this.release = release;
        ConnectionString = connectionString;
        Database = NpgsqlDataSource.Create(connectionString);
    }

    public PrivateAsterisk Asterisk { get; }

    public Lane Lane { get; }

    public DaemonProcess Daemon { get; }

    public string ConnectionString { get; }

    public NpgsqlDataSource Database { get; }

    /// <summary>Where the daemon keeps what the database cannot take.</summary>
    public required string Spool { get; init; }

    /// <summary>The directory of its policy files: <c>10-lane.yaml</c>, <c>20-menu.yaml</c>, <c>numbers.yaml</c>.</summary>
    public required string Policies { get; init; }

    /// <summary>Starts the orchestrator on a lane of the shared Asterisk.</summary>
    public static async Task<CallbackWorld> StartAsync(
        SharedAsterisk shared, LanePolicy? policy = null, int? amiPort = null, int? ariPort = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var lane = await shared.TakeLaneAsync();
        try
        {
            return await StartAsync(shared.Asterisk, lane, await shared.Postgres.CreateDatabaseAsync(), policy ?? new LanePolicy(), () => shared.GiveBack(lane), amiPort, ariPort, settings: settings);
        }
        catch
        {
            shared.GiveBack(lane);
            throw;
        }
    }

    /// <summary>Starts the orchestrator; its AMI, ARI and Postgres may be reached through valves.</summary>
    public static async Task<CallbackWorld> StartAsync(
        PrivateAsterisk asterisk, Lane lane, string connectionString, LanePolicy policy, Action? release = null, int? amiPort = null, int? ariPort = null, string? instance = null,
        IReadOnlyDictionary<string, string>? settings = null)
    {
        var spool = settings?.GetValueOrDefault("Orchestrator:Spool") ?? RigFiles.Artifact("spool");
        var folder = Directory.CreateDirectory(RigFiles.Artifact("policies")).FullName;
        foreach (var (name, text) in policy.Write(lane))
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        await File.WriteAllTextAsync(Path.Combine(folder, "numbers.yaml"), policy.WriteNumbers(lane));
        var ari = ariPort is null ? asterisk.Ari.Url : new UriBuilder(asterisk.Ari.Url) { Port = ariPort.Value }.Uri;
        var daemon = await DaemonProcess.StartNewAsync(new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["ConnectionStrings:Orchestrator"] = connectionString,
            ["Orchestrator:Policies"] = folder,
            ["Orchestrator:Instance"] = instance ?? lane.Queue,
            ["Orchestrator:Spool"] = spool,
            ["Orchestrator:Pbx:0:Name"] = "pbx1",
            ["Orchestrator:Pbx:0:Ami:Host"] = asterisk.Ami.Host,
            ["Orchestrator:Pbx:0:Ami:Port"] = (amiPort ?? asterisk.Ami.Port).ToString(CultureInfo.InvariantCulture),
            ["Orchestrator:Pbx:0:Ami:User"] = asterisk.Ami.User,
            ["Orchestrator:Pbx:0:Ami:Secret"] = asterisk.Ami.Secret,
            ["Orchestrator:Pbx:0:Ari:Url"] = ari.ToString(),
            ["Orchestrator:Pbx:0:Ari:User"] = asterisk.Ari.User,
            ["Orchestrator:Pbx:0:Ari:Password"] = asterisk.Ari.Password,
            ["Orchestrator:Pbx:0:Ari:App"] = lane.App,
        });
        return new CallbackWorld(asterisk, lane, connectionString, daemon, release ?? (() => { })) { Spool = spool, Policies = folder };
    }

    /// <summary>A Russian mobile number that no other test uses.</summary>
    public static string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"7916{Interlocked.Increment(ref callers):0000000}");

    /// <summary>SIPp plays an operator, counted from 0.</summary>
    public Task<Sipp> OperatorAsync(int index, params IReadOnlyList<PhoneScript> scripts) => PhoneAsync(Lane.Operators[index].Port, scripts);

    /// <summary>SIPp plays the customers behind the trunk.</summary>
    public Task<Sipp> CustomersAsync(params IReadOnlyList<PhoneScript> scripts) => PhoneAsync(Lane.Trunk.Port, scripts);

    /// <summary>A caller enters a queue that nobody serves, and hangs up there.</summary>
    public Task LoseCallAsync(string number, string? did = null, ReadOnlyMemory<byte> name = default) => LoseCallAsync(number, did, TimeSpan.FromSeconds(1), "", name);

    /// <param name="hangUpAfter">Null: when the other side does.</param>
    /// <param name="digits">To press once the call is answered.</param>
    public async Task LoseCallAsync(string number, string? did, TimeSpan? hangUpAfter, string digits = "", ReadOnlyMemory<byte> name = default)
    {
        await using var caller = await Sipp.CallAsync(Asterisk.SipPort, new CallerScript
        {
            Did = did ?? Lane.PlainUnstaffedDid,
            Number = number,
            RawName = name,
            HangUpAfter = hangUpAfter,
            Digits = digits,
        });
        Assert.Equal(0, await caller.ExitAsync());
    }

    public Task<Sipp> CallAsync(string number, string did) => CallAsync(new CallerScript { Did = did, Number = number });

    public async Task<Sipp> CallAsync(CallerScript script)
    {
        var caller = await Sipp.CallAsync(Asterisk.SipPort, script);
        phones.Add(caller);
        return caller;
    }

    /// <summary>Waits until the number's latest case is as wanted.</summary>
    public async Task<CaseView> CaseAsync(string number, Func<CaseView, bool> wanted, TimeSpan? deadline = null)
    {
        CaseView? last = null;
        try
        {
            return await Until.ValueAsync(
                async () => (last = await TryFindCaseAsync(number)) is { } found && wanted(found) ? found : null, deadline ?? TimeSpan.FromSeconds(40), $"the case of {number} is as wanted");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{last}\n{await Daemon.LogTailAsync()}", e);
        }
    }

    public Task<CaseView> ClosedAsync(string number, TimeSpan? deadline = null) => CaseAsync(number, c => c.State == "closed", deadline);

    /// <summary>Waits until the number's running attempt is in that state.</summary>
    public Task<CaseView> AttemptIsAsync(string number, string state) => CaseAsync(number, c => c.Attempts is [.., { } last] && last.State == state);

    public async Task<IReadOnlyList<CaseView>> CasesAsync(string number)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead); // a case's row, attempts and timeline belong to one moment
        var ids = await connection.QueryAsync<Guid>("select id from orchestrator.callback_case where number = @number order by opened_at", new { number = "+" + number });
        var cases = new List<CaseView>();
        foreach (var id in ids)
            cases.Add(await ReadAsync(connection, id));
        return cases;
    }

    /// <summary>Waits until that many missed calls of the lane's queues or numbers are recorded.</summary>
    public async Task<IReadOnlyList<MissedCallView>> MissedCallsAsync(int count, Func<MissedCallView, bool>? mine = null)
    {
        return await Until.ValueAsync(async () =>
        {
            await using var connection = await Database.OpenConnectionAsync();
            var rows = (await connection.QueryAsync<MissedCallView>(
                """
                select call_id as CallId, reason as Reason, queue as Queue, did as Did, caller_number as CallerNumber, caller_name as CallerName, number as Number,
                       case_id as CaseId, no_case_reason as NoCaseReason, array_to_string(seen_by, '+') as SeenBy
                from orchestrator.missed_call order by at
                """)).Where(m => IsMine(m) && (mine is null || mine(m))).ToList();
            return rows.Count >= count ? rows : null;
        }, what: $"{count} missed calls are recorded");
    }

    /// <summary>Waits until a call of that number is on the disk.</summary>
    public Task SpooledAsync(string number) => Until.TrueAsync(
        () => File.Exists(Path.Combine(Spool, "intake.jsonl")) && File.ReadAllText(Path.Combine(Spool, "intake.jsonl")).Contains(number, StringComparison.Ordinal), what: $"{number} is in the spool");

    /// <summary>Waits until that many callers wait in a queue.</summary>
    public Task QueueHoldsAsync(string queue, int callers) => Until.TrueAsync(
        async () => (await Asterisk.CliAsync("queue show " + queue)).Contains(string.Create(CultureInfo.InvariantCulture, $"has {callers} calls"), StringComparison.Ordinal),
        what: $"{callers} callers wait in {queue}");

    /// <summary>The channels of the number's latest attempt that live now, by their names.</summary>
    public async Task<IReadOnlyList<string>> ChannelsAsync(string number)
    {
        var attempt = (await CasesAsync(number))[^1].Attempts[^1].Id;
        return [.. (await Asterisk.CliAsync("core show channels concise")).Split('\n').Where(l => l.Contains($"cb-{attempt:N}", StringComparison.Ordinal)).Select(l => l.Split('!')[0])];
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    /// <summary>Ends every SIPp: calls are hung up, ports are free for the next test's.</summary>
    public async Task PutDownAsync()
    {
        foreach (var phone in phones)
            await phone.DisposeAsync();
        phones.Clear();
    }

    public async Task<T> RowAsync<T>(string sql, object values)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<T>(sql, values);
    }

    /// <summary>Waits until a killed process would leave behind that it knew these callers.</summary>
    public Task KeptAsync(params IReadOnlyList<string> numbers) => Until.TrueAsync(
        () => File.Exists(Path.Combine(Spool, "calls-pbx1.json")) && File.ReadAllText(Path.Combine(Spool, "calls-pbx1.json")) is var kept && numbers.All(n => kept.Contains(n, StringComparison.Ordinal)),
        what: "the calls in progress are kept");

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync(); // before the phones: it would ring others
        await PutDownAsync();
        await Database.DisposeAsync();
        release();
    }

    private bool IsMine(MissedCallView call) =>
        Lane.Queues.Contains(call.Queue) || (call.Did is { Length: 4 } did && did[1] == (char)('0' + Lane.Number));

    private async Task<Sipp> PhoneAsync(int port, IReadOnlyList<PhoneScript> scripts)
    {
        var phone = await Sipp.AnswerAsync(port, scripts);
        phones.Add(phone);
        return phone;
    }

    private async Task<CaseView?> TryFindCaseAsync(string number)
    {
        try
        {
            return (await CasesAsync(number)) is [.., { } last] ? last : null;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            return null; // the database is being restarted
        }
    }

    private static async Task<CaseView> ReadAsync(NpgsqlConnection connection, Guid id)
    {
        var row = await connection.QuerySingleAsync<(string Number, string Policy, string State, string? Disposition, string? Reason, DateTime? Next, string? NextWhy, string? Held)>(
            "select number, policy, state, disposition, reason, next_attempt_at, next_attempt_why, held_why from orchestrator.callback_case where id = @id", new { id });
        var attempts = await connection.QueryAsync<AttemptView>(
            """
            select a.id as Id, a.number as Number, a.state as State, a.outcome as Outcome, a.why as Why, a.operator as Operator, a.uses_attempt as UsesAttempt, a.recording as Recording,
                   l.cause as Cause, l.sip_code as SipCode
            from orchestrator.callback_attempt a left join orchestrator.callback_leg l on l.attempt_id = a.id and l.role = 'customer'
            where a.case_id = @id order by a.number
            """,
            new { id });
        var timeline = await connection.QueryAsync<(string Kind, string Text, string? Data)>("select kind, text, data::text from orchestrator.case_event where case_id = @id order by id", new { id });
        return new CaseView(id, row.Number, row.Policy, row.State, row.Disposition, row.Reason, row.Next, row.NextWhy, row.Held, [.. attempts], [.. timeline]);
    }
}
