using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Hosting;
using Orchestrator.Jobs;
using Orchestrator.Rig;
using Orchestrator.Storage;
using Quartz;

namespace Orchestrator.IntegrationTests.Jobs;

/// <summary>An instance whose job engine runs on a real Postgres: no Asterisk, no dispatch. Its wake-ups really wake.</summary>
internal sealed class JobWorld : IAsyncDisposable
{
    private static int numbers = 2_000_000;

    private readonly WebApplication app;

    private JobWorld(WebApplication app) => this.app = app;

    public Database Database => app.Services.GetRequiredService<Database>();

    public JobSteering Steering => app.Services.GetRequiredService<JobSteering>();

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.First());

    public IScheduler Scheduler { get; private set; } = null!;

    /// <summary>Starts the instance. Wake-ups that fail are retried after 50 and 100 ms.</summary>
    public static async Task<JobWorld> StartAsync(string connectionString, string instance = "one", Func<JobWorld, Task>? beforeTheEngine = null, string retryAfter = "50ms, 100ms")
    {
        var builder = WebApplication.CreateBuilder();
        Cli.Settings.Fill(
            builder.Configuration,
            [
                $"--ConnectionStrings:Orchestrator={connectionString}",
                $"--Orchestrator:Policies={Path.Combine(RigFiles.Repository, "policies")}",
                $"--Orchestrator:Instance={instance}",
                $"--Orchestrator:Jobs:RetryAfter={retryAfter}",
                "--Orchestrator:Pbx:0:Name=pbx1",
                "--Orchestrator:Pbx:0:Ami:Host=127.0.0.1",
                "--Orchestrator:Pbx:0:Ami:User=u",
                "--Orchestrator:Pbx:0:Ami:Secret=s",
                "--Orchestrator:Pbx:0:Ari:Url=http://127.0.0.1:1/ari",
                "--Orchestrator:Pbx:0:Ari:User=u",
                "--Orchestrator:Pbx:0:Ari:Password=p",
            ],
            "Test");
        builder.AddOrchestrator();
        builder.AddWeb();
        builder.Services.RemoveAll<IHostedService>();
        builder.Services.AddHostedService<JobJournalWriter>();
        builder.Logging.ClearProviders();
        var built = builder.Build();
        built.UseWeb();
        built.Urls.Add("http://127.0.0.1:0");
        var world = new JobWorld(built);
        await built.Services.GetRequiredService<Migrator>().ApplyAsync(default);
        await world.Database.InTransactionAsync(tx => tx.RegisterInstanceAsync(instance), default);
        await built.StartAsync();
        if (beforeTheEngine is not null)
            await beforeTheEngine(world);

        world.Scheduler = await built.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await RecurringJobs.ScheduleAsync(world.Scheduler, default);
        await world.Scheduler.Start();
        built.Services.GetRequiredService<EngineState>().SchedulerStarted = true;
        return world;
    }

    public static string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"+7916{Interlocked.Increment(ref numbers)}");

    /// <summary>A waiting case that is due now, or in a while.</summary>
    public async Task<Guid> CaseAsync(string? number = null, TimeSpan? dueIn = null)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync(
            """
            insert into callback_case (id, number, policy, policy_version, pbx, queue, state, opened_at, missed_at, next_attempt_at, next_attempt_why)
            values (@id, @number, 'sales', 'v1', 'pbx1', 'sales', 'waiting', now(), now(), now() + @dueIn, 'first attempt')
            """,
            new { id, number = number ?? NewNumber(), dueIn = dueIn ?? TimeSpan.Zero });
        return id;
    }

    /// <summary>From now on Postgres refuses every change of that case, as a fault of planning would end it.</summary>
    public Task BreakAsync(Guid caseId) => ExecuteAsync(
        $"""
        create or replace function break_case() returns trigger language plpgsql as $$ begin raise exception 'planted fault: password=hunter2'; end $$;
        create trigger break_{caseId:N} before update on callback_case for each row when (old.id = '{caseId}') execute function break_case();
        """);

    public Task MendAsync(Guid caseId) => ExecuteAsync($"drop trigger break_{caseId:N} on callback_case");

    /// <summary>Waits until a case's runs are as wanted, the newest first.</summary>
    public Task<IReadOnlyList<JobRunSummary>> RunsAsync(Guid caseId, Func<IReadOnlyList<JobRunSummary>, bool> wanted) =>
        RunsAsync(new JobRunFilter(CaseIds: [caseId]), wanted);

    public async Task<IReadOnlyList<JobRunSummary>> RunsAsync(JobRunFilter filter, Func<IReadOnlyList<JobRunSummary>, bool> wanted)
    {
        IReadOnlyList<JobRunSummary> last = [];
        try
        {
            return await Until.ValueAsync(async () => wanted(last = await ListAsync(filter)) ? last : null, what: "the runs are as wanted");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}: {string.Join("; ", last.Select(r => $"{r.Kind} {r.State} {r.Attempt} {r.Error}"))}", e);
        }
    }

    public async Task<IReadOnlyList<JobRunSummary>> ListAsync(JobRunFilter filter) =>
        (await Database.InTransactionAsync(tx => tx.ListJobRunsAsync(filter, 100, null), default)).Items;

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => Database.InTransactionAsync(tx => tx.ExecuteAsync(sql, parameters), default);

    public Task<T> GetAsync<T>(string sql, object? parameters = null) => Database.InTransactionAsync(tx => tx.GetAsync<T>(sql, parameters), default);

    public async ValueTask DisposeAsync()
    {
        await Scheduler.Shutdown(waitForJobsToComplete: true);
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
