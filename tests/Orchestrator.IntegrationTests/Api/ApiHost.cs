using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Orchestrator.Cli.CaseCommands;
using Orchestrator.Core;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Rig;
using Orchestrator.Rig.Postgres;
using Orchestrator.Web;
using Orchestrator.Web.Api.Keys;
using Orchestrator.Web.Site.Streams;

namespace Orchestrator.IntegrationTests.Api;

/// <summary>The API in this process over a real Postgres: no Asterisk, no job engine, so that a case stays where it is put.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    private WebApplication app = null!;

    public PrivatePostgres Postgres { get; private set; } = null!;

    public Database Database { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.First());

    /// <summary>The route table.</summary>
    public IEnumerable<RouteEndpoint> Routes => app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    /// <summary>What a command line needs to work on the same database.</summary>
    public IReadOnlyList<string> Settings { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Postgres = await PrivatePostgres.StartNewAsync();
        Settings =
        [
            $"--ConnectionStrings:Orchestrator={await Postgres.CreateDatabaseAsync()}",
            $"--Orchestrator:Policies={Path.Combine(RigFiles.Repository, "policies")}",
            "--Orchestrator:Pbx:0:Name=pbx1",
            "--Orchestrator:Pbx:0:Ami:Host=127.0.0.1",
            "--Orchestrator:Pbx:0:Ami:User=u",
            "--Orchestrator:Pbx:0:Ami:Secret=s",
            "--Orchestrator:Pbx:0:Ari:Url=http://127.0.0.1:1/ari",
            "--Orchestrator:Pbx:0:Ari:User=u",
            "--Orchestrator:Pbx:0:Ari:Password=p",
        ];
        var builder = WebApplication.CreateBuilder();
        ConfigurationSources.Fill(builder.Configuration, Settings, "Test");
        builder.AddEngine();
        builder.AddWeb();
        builder.Services.RemoveAll<IHostedService>();
        builder.Services.AddHostedService<LiveWorker>(); // sleeps until somebody watches
        builder.Services.Replace(ServiceDescriptor.Singleton<IWakeUps, NoWakeUps>());
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.UseWeb();
        app.Urls.Add("http://127.0.0.1:0");
        Database = app.Services.GetRequiredService<Database>();
        await app.Services.GetRequiredService<Migrator>().ApplyAsync(default);
        await app.StartAsync();
    }

    /// <summary>A client with a new key of that scope; null: without a key.</summary>
    public async Task<HttpClient> ClientAsync(string? scope)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (scope is not null)
        {
            var key = ApiKey.New();
            await Database.InTransactionAsync(tx => tx.ApiKeys.AddAsync($"{scope}-{Guid.NewGuid():N}", ApiKey.Hash(key), Words.Parse<ApiScope>(scope)), default);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return client;
    }

    /// <summary>A waiting case with one missed call; its next attempt is an hour away.</summary>
    public async Task<Guid> SeedCaseAsync(string number, string policy = "sales", Instant? openedAt = null)
    {
        var id = Guid.CreateVersion7();
        await Database.InTransactionAsync(
            async tx =>
            {
                var at = openedAt ?? tx.Now;
                await tx.ExecuteAsync(
                    """
                    insert into callback_case (id, number, policy, policy_version, pbx, queue, state, opened_at, missed_at, next_attempt_at, next_attempt_why)
                    values (@id, @number, @policy, 'v1', 'pbx1', 'sales', 'waiting', @at, @at, now() + interval '1 hour', 'first attempt after 1h');
                    """,
                    new { id, number, policy, at });
                await tx.ExecuteAsync(
                    """
                    insert into missed_call (id, pbx, call_id, uniqueid, at, reason, queue, did, caller_number, caller_name, number, waited_seconds, position, seen_by, case_id)
                    values (gen_random_uuid(), 'pbx1', @call, @call, @at, 'abandoned', 'sales', '+74951234567', @number, '<script>', @number, 7.5, 2, '{ami}', @id);
                    """,
                    new { id, number, at, call = id.ToString() });
                await tx.Timeline.TellAsync(id, "opened", new Reason.Quoted("Opened."), new { policy_version = "v1" });
                return id;
            },
            default);
        return id;
    }

    /// <summary>Gives a case an ended attempt with two legs, or a running one.</summary>
    public Task SeedAttemptAsync(Guid caseId, bool running) => Database.InTransactionAsync(
        async tx =>
        {
            await tx.ExecuteAsync(
                """
                insert into callback_attempt (id, case_id, number, state, outcome, policy, policy_version, pbx, customer_number, operator, instance, lease_until, started_at, customer_dialled_at, ended_at)
                select @caseId, id, 1, @state, @outcome, policy, policy_version, pbx, number, 'PJSIP/101', 'test', now() + interval '1 hour', now(), now(), case when @outcome is null then null else now() end
                from callback_case where id = @caseId
                """,
                new { caseId, state = running ? "operator_ringing" : "ended", outcome = running ? null : "busy" });
            await tx.ExecuteAsync(
                """
                insert into callback_leg (channel_id, attempt_id, role, pbx, endpoint, dialled_at, ended_at, cause, sip_code)
                values (@op, @caseId, 'operator', 'pbx1', @op, now(), now(), 16, null), (@cu, @caseId, 'customer', 'pbx1', 'PJSIP/x@trunk', now(), now(), 17, 486)
                """,
                new { caseId, op = $"cb-{caseId}-operator", cu = $"cb-{caseId}-customer" });
            return await tx.ExecuteAsync(
                "update callback_case set state = 'calling', next_attempt_at = null, next_attempt_why = null where id = @caseId and @running", new { caseId, running });
        },
        default);

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
