using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Orchestrator.Cli.CaseCommands;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Intake;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;
using Orchestrator.Rig;
using Orchestrator.Rig.Notify;
using Orchestrator.Rig.Postgres;

namespace Orchestrator.IntegrationTests.Notify;

/// <summary>The daemon's parts that write and deliver notices, over a database of its own: no Asterisk, no job engine.</summary>
internal sealed class NoticeWorld : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

    private readonly ServiceProvider services;
    private readonly List<NoticeWorker> workers = [];
    private int calls;

    private NoticeWorld(ServiceProvider services) => this.services = services;

    public Database Database => services.GetRequiredService<Database>();

    public MailServer Mail { get; private init; } = null!;

    /// <summary>What a command line needs to work on the same database.</summary>
    public IReadOnlyList<string> Settings { get; private init; } = [];

    public static async Task<NoticeWorld> OpenAsync(PrivatePostgres postgres, ImmutableArray<NoticeRule> rules, string secret = Secret)
    {
        var mail = new MailServer();
        string[] settings =
        [
            $"--ConnectionStrings:Orchestrator={await postgres.CreateDatabaseAsync()}",
            $"--Orchestrator:Policies={Path.Combine(RigFiles.Repository, "policies")}",
            "--Orchestrator:Pbx:0:Name=pbx1",
            "--Orchestrator:Pbx:0:Ami:Host=127.0.0.1",
            "--Orchestrator:Pbx:0:Ami:User=u",
            "--Orchestrator:Pbx:0:Ami:Secret=s",
            "--Orchestrator:Pbx:0:Ari:Url=http://127.0.0.1:1/ari",
            "--Orchestrator:Pbx:0:Ari:User=u",
            "--Orchestrator:Pbx:0:Ari:Password=p",
            $"--Orchestrator:Webhooks:Secret={secret}",
            "--Orchestrator:Smtp:Host=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"--Orchestrator:Smtp:Port={mail.Port}"),
            "--Orchestrator:Smtp:From=callbacks@example.com",
            "--Orchestrator:Smtp:StartTls=false",
        ];
        var builder = WebApplication.CreateBuilder();
        ConfigurationSources.Fill(builder.Configuration, settings, "Test");
        builder.AddEngine();
        builder.Services.RemoveAll<IHostedService>();
        builder.Services.AddTransient<NoticeWorker>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IWakeUps, NoWakeUps>());
        var shipped = PolicyDirectory.Load(Path.Combine(RigFiles.Repository, "policies")).Set;
        var numbers = NumbersFile.Load(Path.Combine(RigFiles.Repository, "policies", "numbers.yaml")).Plan!;
        var policy = shipped.Policies[0] with { Covers = new Covers(), Notify = rules };
        builder.Services.Replace(ServiceDescriptor.Singleton(new PoliciesInForce(new PolicySet([policy]), numbers)));
        builder.Logging.ClearProviders();
        var world = new NoticeWorld(builder.Services.BuildServiceProvider()) { Mail = mail, Settings = settings };
        await world.services.GetRequiredService<Migrator>().ApplyAsync(default);
        world.services.GetRequiredService<EngineState>().Running = true;
        return world;
    }

    /// <summary>Another instance of the worker, running.</summary>
    public async Task<NoticeWorker> StartWorkerAsync()
    {
        var worker = services.GetRequiredService<NoticeWorker>();
        workers.Add(worker);
        await worker.StartAsync(default);
        return worker;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A call of a new number is missed, and its case opened.</summary>
    public async Task<Guid> MissAsync(string? name = null) => (await RecordAsync(Report(NewNumber(), name)))!.Value;

    public Task<Guid?> RecordAsync(MissedCallReport report) => Get<MissedCallRecorder>().RecordAsync(report, default);

    public MissedCallReport Report(string? number, string? name = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"1700000000.{Interlocked.Increment(ref calls)}");
        return new MissedCallReport(
            "pbx1", id, id, Get<IClock>().GetCurrentInstant(), MissReason.Abandoned, "sales", Did: null, number, name, Duration.FromSeconds(12), Position: 1, ["ami"]);
    }

    public string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"+7916100{Interlocked.Increment(ref calls):0000}");

    public Task CancelAsync(Guid caseId) =>
        services.GetRequiredService<CaseDesk>().CloseAsync(caseId, Core.Cases.Disposition.Withdrawn, new Reason.Quoted("by a test"), default);

    /// <summary>Every notice, in the order of the events.</summary>
    public Task<IReadOnlyList<StoredNotice>> NoticesAsync() => Database.InTransactionAsync(
        tx => tx.ListAsync<StoredNotice>("select id, event, state, tries, target, last_error, payload::text as payload from notice order by seq"), default);

    public async Task<StoredNotice> OnlyAsync() => Assert.Single(await NoticesAsync());

    /// <summary>What waits for its next try need not wait.</summary>
    public async Task MakeDueAsync()
    {
        await Database.InTransactionAsync(tx => tx.ExecuteAsync("update notice set next_try_at = now() where state = 'pending'"), default);
        services.GetRequiredService<NoticeSignal>().Poke();
    }

    public Task<int> ExecuteAsync(string sql) => Database.InTransactionAsync(tx => tx.ExecuteAsync(sql), default);

    public async ValueTask DisposeAsync()
    {
        await Mail.DisposeAsync();
        foreach (var worker in workers)
        {
            await worker.StopAsync(default);
            worker.Dispose();
        }

        await services.DisposeAsync();
    }
}

/// <summary>A row of the outbox.</summary>
internal sealed class StoredNotice
{
    public Guid Id { get; init; }

    public required string Event { get; init; }

    public required string State { get; init; }

    public int Tries { get; init; }

    public required string Target { get; init; }

    public string? LastError { get; init; }

    public required string Payload { get; init; }
}
