using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Rig;
using Orchestrator.Web;

namespace Orchestrator.IntegrationTests.Jobs;

/// <summary>An instance whose job engine runs on a real Postgres: no Asterisk, no dispatch. Cases that are due become ready, and stay so.</summary>
internal sealed class JobWorld : IAsyncDisposable
{
    private const string Policy =
        """
        policy: sales
        covers: { queues: [sales] }
        timezone: Europe/Moscow
        hours: always
        first_attempt: { after: 0s }
        operators: { from: queue sales }
        customer: { dial: "PJSIP/{number}@trunk", ring: 30s }
        limits: { per_number_per_day: 50 }
        """;

    private const string Numbers =
        """
        home: RU
        caps: { per_number_per_day: 50, per_prefix_per_hour: 1000, per_day: 10000 }
        """;

    private static int numbers = 2_000_000;

    private readonly WebApplication app;
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    private JobWorld(WebApplication app) => this.app = app;

    public Database Database => app.Services.GetRequiredService<Database>();

    public JobSteering Steering => app.Services.GetRequiredService<JobSteering>();

    public JobBook Book => app.Services.GetRequiredService<JobBook>();

    public CaseSteering Cases => app.Services.GetRequiredService<CaseSteering>();

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.First());

    /// <summary>Starts the instance. Decisions that fail are retried after 1 and 1 s.</summary>
    public static async Task<JobWorld> StartAsync(
        string connectionString, string instance = "one", Func<JobWorld, Task>? beforeTheEngine = null, string retryAfter = "1s, 1s", bool engine = true)
    {
        var policies = Directory.CreateDirectory(RigFiles.Artifact("job-policies")).FullName;
        await File.WriteAllTextAsync(Path.Combine(policies, "10-sales.yaml"), Policy);
        await File.WriteAllTextAsync(Path.Combine(policies, "numbers.yaml"), Numbers);
        var builder = WebApplication.CreateBuilder();
        ConfigurationSources.Fill(
            builder.Configuration,
            [
                $"--ConnectionStrings:Orchestrator={connectionString}",
                $"--Orchestrator:Policies={policies}",
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
        builder.AddEngine();
        builder.AddWeb();
        builder.Services.RemoveAll<IHostedService>();
        builder.Logging.ClearProviders();
        var built = builder.Build();
        built.UseWeb();
        built.Urls.Add("http://127.0.0.1:0");
        var world = new JobWorld(built);
        await built.Services.GetRequiredService<Migrator>().ApplyAsync(default);
        await world.Database.InTransactionAsync(tx => tx.Instances.RegisterAsync(instance), default);
        await built.StartAsync();
        if (beforeTheEngine is not null)
            await beforeTheEngine(world);

        if (engine)
            world.StartEngine();
        return world;
    }

    public static string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"+7916{Interlocked.Increment(ref numbers)}");

    public void StartEngine() => running = app.Services.GetRequiredService<JobWork>().RunAsync(stop.Token);

    /// <summary>A waiting case that is due in an hour, or when one says.</summary>
    public async Task<Guid> CaseAsync(string? number = null, TimeSpan? dueIn = null, string policy = "sales")
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync(
            """
            insert into callback_case (id, number, policy, policy_version, pbx, queue, state, opened_at, missed_at, next_attempt_at, next_attempt_why)
            values (@id, @number, @policy, 'v1', 'pbx1', 'sales', 'waiting', now(), now(), now() + @dueIn, 'first attempt')
            """,
            new { id, number = number ?? NewNumber(), policy, dueIn = dueIn ?? TimeSpan.FromHours(1) });
        return id;
    }

    /// <summary>The same, with its job.</summary>
    public async Task<(Guid CaseId, long JobId)> BookedAsync(string? number = null, TimeSpan? dueIn = null, string policy = "sales")
    {
        var id = await CaseAsync(number, dueIn, policy);
        await Book.BookAsync(id, default);
        return (id, (await JobAsync(id, j => j.JobId is not null)).JobId!.Value);
    }

    /// <summary>From now on Postgres refuses every change of that case's state or time, as a fault of planning would end it.</summary>
    public Task BreakAsync(Guid caseId) => ExecuteAsync(
        $"""
        create or replace function break_case() returns trigger language plpgsql as $$ begin raise exception 'planted fault: password=hunter2'; end $$;
        create trigger break_{caseId:N} before update of state, next_attempt_at on callback_case for each row when (old.id = '{caseId}') execute function break_case();
        """);

    public Task MendAsync(Guid caseId) => ExecuteAsync($"drop trigger break_{caseId:N} on callback_case");

    /// <summary>Waits until a case's job is as wanted.</summary>
    public async Task<BookedCase> JobAsync(Guid caseId, Func<BookedCase, bool> wanted)
    {
        BookedCase? last = null;
        try
        {
            return await Until.ValueAsync(async () => wanted((last = await Database.InTransactionAsync(tx => tx.Jobs.FindBookedAsync(caseId), default))!) ? last : null, what: "the job is as wanted");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}: {last?.State} {last?.NextAttemptAt}, job {last?.JobId} {last?.JobState} at {last?.JobAt}", e);
        }
    }

    /// <summary>A case whose decision has failed for good.</summary>
    public async Task<(Guid CaseId, long JobId)> FailedAsync(string? number = null)
    {
        var id = await CaseAsync(number, TimeSpan.Zero);
        await BreakAsync(id);
        return (id, (await JobAsync(id, j => j.JobState == "Failed")).JobId!.Value);
    }

    /// <summary>The states of a job, the first first.</summary>
    public Task<IReadOnlyList<string>> StatesAsync(long jobId) =>
        Database.InTransactionAsync(tx => tx.ListAsync<string>("select name from hangfire.state where jobid = @jobId order by id", new { jobId }), default);

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => Database.InTransactionAsync(tx => tx.ExecuteAsync(sql, parameters), default);

    public Task<T> GetAsync<T>(string sql, object? parameters = null) => Database.InTransactionAsync(tx => tx.GetAsync<T>(sql, parameters), default);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
#pragma warning disable VSTHRD003 // it was started here
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
        await app.Services.GetRequiredService<JobWork>().StopAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        stop.Dispose();
    }
}
