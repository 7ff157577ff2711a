using System.Text.Json;
using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;
using Orchestrator.IntegrationTests.Policies;
using Orchestrator.Rig;

namespace Orchestrator.IntegrationTests.Api;

/// <summary>The replay and the report of observe mode on a real Postgres.</summary>
public sealed class ReplayOnPostgresTests(ApiHost host) : IClassFixture<ApiHost>
{
    // A Friday, 12:00 in Moscow.
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 20, 9, 0);

    /// <summary>Outside of the span that is replayed: the classes' tests share a database.</summary>
    private static readonly Instant Monday = Noon - Duration.FromDays(11);

    private static readonly string PolicyFile = Path.Combine(RigFiles.Repository, "policies", "10-sales.yaml");

    [Fact]
    public async Task Replay_FromDatabase_TakesMissedAndCalledAgain()
    {
        await host.SeedCaseAsync("+79990001001", openedAt: Noon);
        var again = await host.SeedCaseAsync("+79990001002", openedAt: Noon + Duration.FromMinutes(1));
        await CloseAsync(again, "called_again", Noon + Duration.FromMinutes(2));
        await host.SeedCaseAsync("+79990001003", openedAt: Noon + Duration.FromDays(2)); // outside of the span

        using var json = await RunAsync("policy", "replay", PolicyFile, "--from", "database", "--since", "2026-11-20", "--until", "2026-11-21", "--json");

        Assert.Equal("database", json.RootElement.GetProperty("history").GetProperty("source").GetString());
        var replay = json.RootElement.GetProperty("replay");
        Assert.Equal((2, 1), (replay.GetProperty("calls").GetProperty("missed").GetInt32(), replay.GetProperty("calls").GetProperty("answered").GetInt32()));
        Assert.Equal(2, replay.GetProperty("cases").GetProperty("opened").GetInt32());
        Assert.Equal(1, replay.GetProperty("rang_again").GetProperty("answered_after_first_attempt").GetInt32());
        Assert.Equal(JsonValueKind.Null, replay.GetProperty("estimate").ValueKind); // too few answers
    }

    [Fact]
    public async Task Replay_DatabaseWithAnswersByHour_EstimatesRecoveriesWithAnInterval()
    {
        // Of 40 dialled in each hour of day, 20 were reached between 12 and 13 in Moscow and 4 in any other.
        await using var office = await LivingOffice.OpenAsync(await host.Postgres.CreateDatabaseAsync(), ("10-sales.yaml", LivingOffice.PolicyText(fields: "first_attempt: { after: 0s }\nattempts: 1\n")));
        for (var i = 0; i < 20; i++)
            await office.MissAsync(LivingOffice.NewNumber());
        await office.ExecuteAsync(
            """
            update missed_call set at = '2026-11-20T09:05Z' where id in (select id from missed_call limit 10);
            update missed_call set at = '2026-11-20T15:05Z' where at > '2026-11-21';
            insert into callback_attempt (id, case_id, number, state, outcome, policy, policy_version, pbx, customer_number, instance, lease_until, started_at, customer_dialled_at, talk_started_at, ended_at)
            select gen_random_uuid(), (select id from callback_case limit 1), hour * 40 + n, 'ended', case when n <= case hour when 9 then 20 else 4 end then 'connected' else 'no_answer' end,
                   'sales', 'v', 'pbx1', '+79160000000', 'one', now(), at, at, at, at + interval '90 seconds'
            from generate_series(0, 23) hour, generate_series(1, 40) n, lateral (select timestamptz '2026-11-02T00:00Z' + hour * interval '1 hour' + n * interval '1 minute' as at) t
            """);

        var (noon, evening) = (await EstimateAsync("2026-11-20T09:00:00Z", "2026-11-20T10:00:00Z"), await EstimateAsync("2026-11-20T15:00:00Z", "2026-11-20T16:00:00Z"));

        Assert.Equal((5.0, 1.0), (noon.Recoveries, evening.Recoveries));
        Assert.InRange(noon.Low, 0.1, 4.9);
        Assert.InRange(noon.High, 5.1, 10);
        Assert.Equal(960, noon.Measured);

        async Task<(double Recoveries, double Low, double High, int Measured)> EstimateAsync(string since, string until)
        {
            using var json = await RunAsync(
                "policy", "replay", Path.Combine(office.Files, "10-sales.yaml"), "--from", "database", "--since", since, "--until", until, "--json", "--ConnectionStrings:Orchestrator", office.ConnectionString);
            Assert.Equal(10, json.RootElement.GetProperty("replay").GetProperty("cases").GetProperty("opened").GetInt32());
            Assert.Equal(90, json.RootElement.GetProperty("history").GetProperty("talk_seconds").GetInt32());
            var estimate = json.RootElement.GetProperty("replay").GetProperty("estimate");
            return (estimate.GetProperty("recoveries").GetDouble(), estimate.GetProperty("recoveries_low").GetDouble(), estimate.GetProperty("recoveries_high").GetDouble(), estimate.GetProperty("measured_attempts").GetInt32());
        }
    }

    [Fact]
    public async Task Observed_OneCase_TellsItsWouldBeAttempts()
    {
        var id = await host.SeedCaseAsync("+79990002001", "observing", Monday);
        await host.Database.InTransactionAsync(
            async tx =>
            {
                await tx.ExecuteAsync("update callback_case set observed = true where id = @id", new { id });
                foreach (var (after, free) in new[] { (30, 2), (3700, 0) })
                {
                    var at = Monday + Duration.FromSeconds(after);
                    await tx.ExecuteAsync(
                        """
                        insert into case_event (case_id, at, kind, text, data)
                        values (@id, @at, 'would_call', 'Would have called.', jsonb_build_object('at', @at, 'until', @until, 'operators_free', @free,
                                'avoided', '[{"rule": "hours"}]'::jsonb))
                        """,
                        new { id, at, until = at + Duration.FromSeconds(45), free });
                }

                return true;
            },
            default);
        await CloseAsync(id, "exhausted", Monday + Duration.FromHours(3));

        using var json = await RunAsync("policy", "observed", "--policy", "observing", "--json");

        var report = Assert.Single(json.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal("observing", report.GetProperty("policy").GetString());
        Assert.Equal((0, 1), (report.GetProperty("open").GetInt32(), report.GetProperty("cases").GetProperty("opened").GetInt32()));
        Assert.Equal(2, report.GetProperty("attempts").GetProperty("total").GetInt32());
        Assert.Equal((1, 1.5), (report.GetProperty("without_operator").GetInt32(), report.GetProperty("operator_minutes").GetDouble()));
        Assert.Equal(30, report.GetProperty("first_attempt").GetProperty("median_seconds").GetInt32());
        Assert.Equal(2, report.GetProperty("avoided")[0].GetProperty("count").GetInt32());
    }

    private Task<int> CloseAsync(Guid id, string disposition, Instant at) => host.Database.InTransactionAsync(
        tx => tx.ExecuteAsync(
            """
            update callback_case set state = 'closed', disposition = @disposition, reason = 'test', closed_at = @at, next_attempt_at = null, next_attempt_why = null where id = @id
            """,
            new { id, disposition, at }),
        default);

    private async Task<JsonDocument> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
#pragma warning disable RS0030 // the records of the future are told by this machine's own clock
        var terminal = new Terminal(output, error, SystemClock.Instance, isPipe: true);
#pragma warning restore RS0030
        var exit = await new CommandLine(terminal).RunAsync([.. host.Settings, .. arguments]);
        Assert.Equal((0, ""), (exit, error.ToString()));
        return JsonDocument.Parse(output.ToString());
    }
}
