using System.Globalization;
using Dapper;
using Npgsql;
using Orchestrator.Rig.Asterisk;
using Orchestrator.Rig.Postgres;

namespace Orchestrator.Benchmarks.Jobs;

/// <summary>
/// How fast a case that falls due gets its attempt, from outside: the daemon as a process of its own with its PostgreSQL (fsync on), and more and more other cases that wait.
/// Beside it the floor, a bare poller in SQL. Which job engine the daemon has is all the same to it, but for <see cref="EngineTables"/>.
/// </summary>
internal sealed class JobsSpeed(Callbacks callbacks, Background background, FloorPoller floor, TextWriter output)
{
    public const string PolicyName = "bench";

    private const string Queue = "nobodies";

    /// <summary>More than fall due at once. None of their phones exists: the attempt ends as soon as it is claimed, and its operator is left in peace for half a minute.</summary>
    private const int Operators = 600;

    private const int WarmUp = 30;
    private const int Probes = 150;
    private const int AtOnce = 500;

    private const double MostP99 = 100;
    private const double MostIdleStatements = 60;

    /// <summary>From the fewest waiting cases to the most the p50 may double, or grow by so many milliseconds.</summary>
    private const double MostGrowth = 5;

    /// <summary>Numbers of waiting cases for a shorter run, such as <c>JOBS_WAITING=1000</c>.</summary>
    private static IReadOnlyList<int> Scales =>
        (Environment.GetEnvironmentVariable("JOBS_WAITING") ?? "1000,100000,500000").Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).Order().ToList();

    public static async Task<bool> RunAsync(TextWriter output)
    {
        await using var postgres = await PrivatePostgres.StartNewAsync(fsync: true, StatementMeter.Setting);
        await using var asterisk = await PrivateAsterisk.StartNewAsync(new AsteriskOptions { Lanes = 1 });
        await using var ami = new AmiPeer(Queue, Operators);
        var lane = asterisk.Lanes[0];
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var daemon = await DaemonUnderTest.StartAsync(connectionString, Policy(lane), asterisk, ami.Access, lane.App, [.. Limits]);
        var own = await OwnAccessAsync(connectionString);
        await using var database = NpgsqlDataSource.Create(own);
        var marks = await Marks.AddAsync(database);
        using var callbacks = await Callbacks.OfAsync(daemon, database, marks);
        await using var meter = new StatementMeter(own, database);
        return await new JobsSpeed(callbacks, new Background(database), new FloorPoller(database), output).RunAsync(meter);
    }

    private static IEnumerable<KeyValuePair<string, string>> Limits =>
        new[] { "ReadsPerSecond", "ReadsAtOnce", "ChangesPerSecond", "ChangesAtOnce" }.Select(l => KeyValuePair.Create($"Orchestrator:Web:Limits:{l}", "100000"));

    private static string Policy(Lane lane) => $$"""
        policy: {{PolicyName}}
        covers: { queues: [{{lane.Unstaffed}}] }
        timezone: Europe/Moscow
        hours: always
        first_attempt: { after: 0s }
        attempts: 5
        give_up_after: 60d
        retry: { operator_no_answer: { after: 1d } }
        operators: { from: queue {{Queue}}, pick: in_turn, ring: 20s, accept: pickup, announce: none, wrap_up: 0s }
        customer: { dial: "{{lane.CustomerDial}}", caller_id: "+74951234567", ring: 20s }
        limits: { per_number_per_day: 50, concurrent: 1000, live_callers_first: false }
        """;

    /// <summary>The benchmark is a user of its own, so that its statements can be told from the daemon's.</summary>
    private static async Task<string> OwnAccessAsync(string connectionString)
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Username = StatementMeter.User, Password = Guid.NewGuid().ToString("N"), CommandTimeout = 1800 };
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.ExecuteAsync($"create role {own.Username} superuser login password '{own.Password}'");
        return own.ConnectionString;
    }

    private async Task<bool> RunAsync(StatementMeter meter)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Jobs: from due to claimed (in the commit, before its flush), PostgreSQL with fsync, {Operators} free operators"));
        await callbacks.MeasureAsync(Timetable.OneByOne(WarmUp));
        var scales = new List<Figures>();
        foreach (var waiting in Scales)
            scales.Add(await MeasureAsync(waiting));
        var idle = await meter.IdleAsync();
        var each = await meter.OfCallbacksAsync(callbacks, idle);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  with {Scales[^1]:N0} waiting: idle {idle.Statements:N1} statements/s and {idle.Transactions:N1} transactions/s"));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"    one callback {each.ToClaim:N0} statements from due to claimed; {each.Statements:N1} in {each.Transactions:N1} transactions until its attempt has failed and the next step is booked"));
        return await JudgeAsync(scales, idle);
    }

    /// <summary>With so many cases that wait in the background.</summary>
    private async Task<Figures> MeasureAsync(int waiting)
    {
        var seeded = await background.FillAsync(waiting);
        await floor.FillAsync(waiting);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  {waiting:N0} waiting{(seeded ? ", with their jobs in the engine's tables" : ", without jobs in the engine's tables")}"));
        var (oneByOne, atOnce) = (Timetable.OneByOne(Probes), Timetable.AtOnce(AtOnce));
        var single = await callbacks.MeasureAsync(oneByOne);
        await output.WriteLineAsync(single.Decided.Line("one by one, decided"));
        await output.WriteLineAsync(single.Claimed.Line("one by one, claimed"));
        await output.WriteLineAsync((await floor.MeasureAsync(oneByOne)).Line("floor, one by one"));
        var burst = await callbacks.MeasureAsync(atOnce);
        await output.WriteLineAsync(burst.Decided.LineAtOnce("due at one instant, decided"));
        await output.WriteLineAsync(burst.Claimed.LineAtOnce("due at one instant, claimed"));
        await output.WriteLineAsync((await floor.MeasureAsync(atOnce)).LineAtOnce("floor, due at one instant"));
        return new Figures(waiting, single.Claimed, Math.Min(single.Decided.Earliest, burst.Decided.Earliest));
    }

    private async Task<bool> JudgeAsync(List<Figures> scales, Rate idle)
    {
        var (fewest, most) = (scales[0], scales[^1]);
        var flat = Math.Max(2 * fewest.Claimed.P50, fewest.Claimed.P50 + MostGrowth);
        var targets = new (FormattableString Text, bool Met)[]
        {
            ($"p99 <= {MostP99:N0} ms from due to claimed with {most.Waiting:N0} waiting", most.Claimed.P99 <= MostP99),
            ($"p50 <= {flat:N1} ms with {most.Waiting:N0} waiting (twice that with {fewest.Waiting:N0}, or {MostGrowth:N0} ms above it)", most.Claimed.P50 <= flat),
            ($"never early", scales.TrueForAll(s => s.Earliest >= 0)),
            ($"idle <= {MostIdleStatements:N0} statements/s", idle.Statements <= MostIdleStatements),
        };
        foreach (var (text, met) in targets)
            await output.WriteLineAsync($"  target {FormattableString.Invariant(text)}: {(met ? "PASS" : "MISS")}");
        return targets.All(t => t.Met);
    }

    /// <param name="Waiting">In the background.</param>
    /// <param name="Claimed">Of probes one by one.</param>
    /// <param name="Earliest">The first decision after its due time, of all probes.</param>
    private sealed record Figures(int Waiting, Delays Claimed, double Earliest);
}
