using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Orchestrator.Access;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Dispatch;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;
using Orchestrator.Rig;

namespace Orchestrator.IntegrationTests.Policies;

/// <summary>The part of an instance that decides, in this process on a real Postgres: policies from files that a test changes, cases, the claim. No PBX, no job engine.</summary>
internal sealed class LivingOffice : IAsyncDisposable
{
    private static int numbers = 1_000_000;

    private LivingOffice(string connectionString, string folder, string instance)
    {
#pragma warning disable RS0030 // due times are the database's, and so is the clock that these tests go by
        var clock = SystemClock.Instance;
#pragma warning restore RS0030
        ConnectionString = connectionString;
        Files = folder;
        Database = new Database(connectionString);
        var options = new OrchestratorOptions { Instance = instance };
        var tree = new PolicyFolder(folder, Path.Combine(folder, "numbers.yaml"));
        Policies = new PoliciesInForce(PolicySnapshot.Unread.Next(tree.Look(), clock.GetCurrentInstant()));
        Planning = new CasePlanning(Policies, new ThreeFree());
        Desk = new CaseDesk(Database, Planning, WakeUps, new DispatchSignal(), new RunningAttempts(), new NoticeOutbox(Policies, new NoticeSignal()));
        Recorder = new MissedCallRecorder(Desk, new CaseOpening(Planning, clock), Policies, new OperatorBoards(new PbxNodes([]), clock), clock, NullLogger<MissedCallRecorder>.Instance);
        Claim = new AttemptClaim(Desk, Planning, Policies, options, clock);
        Keeper = new PolicyKeeper(
            Policies, Database, new CaseReplanning(Database, Desk, Planning, Policies, NullLogger<CaseReplanning>.Instance), options, clock, TimeProvider.System, NullLogger<PolicyKeeper>.Instance);
        Look = tree.Look;
    }

    public string ConnectionString { get; }

    public string Files { get; }

    public Database Database { get; }

    public PoliciesInForce Policies { get; }

    public CasePlanning Planning { get; }

    public CaseDesk Desk { get; }

    public MissedCallRecorder Recorder { get; }

    public AttemptClaim Claim { get; }

    public PolicyKeeper Keeper { get; }

    public CountedWakeUps WakeUps { get; } = new();

    private Func<FolderLook> Look { get; }

    /// <summary>On a new database, with these policy files.</summary>
    public static async Task<LivingOffice> OpenAsync(string connectionString, params (string File, string Text)[] files)
    {
        var folder = Directory.CreateDirectory(RigFiles.Artifact("living")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "numbers.yaml"), NumbersText());
        foreach (var (file, text) in files)
            await File.WriteAllTextAsync(Path.Combine(folder, file), text);
        var office = new LivingOffice(connectionString, folder, "one");
        await new Migrator(office.Database, new SchemaOfJobs(JobTables.Install)).ApplyAsync(default);
        await office.Keeper.RecallAsync(default);
        await office.Keeper.FollowUpAsync(default);
        return office;
    }

    /// <summary>Another process on the same database and files. The versions kept are not read yet.</summary>
    public LivingOffice Another(string instance = "two") => new(ConnectionString, Files, instance);

    public static string NumbersText(string more = "") =>
        $$"""
        home: RU
        caps: { per_number_per_day: 50, per_prefix_per_hour: 1000, per_day: 1000 }
        {{more}}
        """;

    /// <summary>A policy that covers its own queue, first attempt after an hour unless told otherwise.</summary>
    public static string PolicyText(string name = "sales", string fields = "first_attempt: { after: 1h }") =>
        $$"""
        policy: {{name}}
        covers: { queues: [{{name}}] }
        timezone: Europe/Moscow
        operators: { from: queue {{name}} }
        customer: { dial: "PJSIP/{number}@trunk", ring: 30s }
        limits: { per_number_per_day: 50 }
        {{fields}}
        """;

    public static string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"+7916{Interlocked.Increment(ref numbers)}");

    /// <summary>Changes a file (null removes it) and takes the change.</summary>
    public async Task EditAsync(string file, string? text)
    {
        var path = Path.Combine(Files, file);
        if (text is null)
            File.Delete(path);
        else
            await File.WriteAllTextAsync(path, text);
        Keeper.Take(Look());
        await Keeper.FollowUpAsync(default);
    }

    /// <summary>A call is missed in a queue.</summary>
    /// <returns>Its case, or null.</returns>
    public Task<Guid?> MissAsync(string number, string queue = "sales")
    {
        var call = Guid.NewGuid().ToString("N");
#pragma warning disable RS0030 // as above
        var now = SystemClock.Instance.GetCurrentInstant();
#pragma warning restore RS0030
        return Recorder.RecordAsync(
            new MissedCallReport("pbx1", call, call, now, MissReason.Abandoned, queue, null, number, null, Duration.FromSeconds(9), 1, ["ami"]), default);
    }

    public Task<CaseRow> CaseAsync(Guid id) => Database.InTransactionAsync(async tx => (await tx.Cases.LockAsync(id))!, default);

    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(Guid id, string? kind = null) =>
        [.. (await Database.InTransactionAsync(tx => tx.CaseViews.FindAsync(id), default))!.Timeline.Where(t => kind is null || t.Kind == kind)];

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => Database.InTransactionAsync(tx => tx.ExecuteAsync(sql, parameters), default);

    public Task<T> GetAsync<T>(string sql) => Database.InTransactionAsync(tx => tx.GetAsync<T>(sql), default);

    /// <summary>Everything of a case was so much earlier; then it is due and woken up.</summary>
    public async Task LaterAsync(Guid id, TimeSpan by)
    {
        await ExecuteAsync(
            """
            update callback_case set opened_at = opened_at - @by, missed_at = missed_at - @by, next_attempt_at = next_attempt_at - @by where id = @id;
            update case_event set data = data || jsonb_build_object('at', (data->>'at')::timestamptz - @by, 'until', (data->>'until')::timestamptz - @by)
            where case_id = @id and kind = 'would_call';
            """,
            new { id, by });
        await Desk.WakeAsync(id, default);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private sealed class ThreeFree : IFreeOperators
    {
        public int? Count(string pbx, OperatorRules rules) => 3;
    }

    /// <summary>Counts the wake-ups and schedules none.</summary>
    internal sealed class CountedWakeUps : IWakeUps
    {
        private int count;

        public int Count => count;

        public void Changed(Guid caseId, Duration? dueIn)
        {
            if (dueIn is not null)
                Interlocked.Increment(ref count);
        }

        public Task FailedAsync(Guid caseId, Exception fault, CancellationToken cancel) => Task.CompletedTask;
    }
}
