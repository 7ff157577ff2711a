using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Dialling;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Operators;
using Orchestrator.IntegrationTests.Api;

namespace Orchestrator.IntegrationTests.Policies;

/// <summary>What is never exceeded over all policies, at the moment that counts: the claim.</summary>
public sealed class NumberCapTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string AtOnce = "first_attempt: { after: 0s }";
    private int operators;

    [Fact]
    public async Task Claim_NumberIsBeingCalledUnderAnotherPolicy_IsHeldAndThenKeepsToTheCap()
    {
        await using var office = await OpenAsync("per_number_per_day: 1", ("10-sales.yaml", LivingOffice.PolicyText(fields: AtOnce)), ("20-repairs.yaml", LivingOffice.PolicyText("repairs", AtOnce)));
        var number = LivingOffice.NewNumber();
        var (first, second) = ((await office.MissAsync(number))!.Value, (await office.MissAsync(number, "repairs"))!.Value);
        Assert.NotNull(await ClaimAsync(office, first));

        Assert.Null(await ClaimAsync(office, second));

        var held = await office.CaseAsync(second);
        Assert.Equal((CaseState.Ready, "another callback to this number is under way"), (held.State, held.HeldWhy?.ToString()));

        await DialledAsync(office, first, "1 minute");
        Assert.Null(await ClaimAsync(office, second));

        var waiting = await office.CaseAsync(second);
        Assert.Equal(CaseState.Waiting, waiting.State);
        Assert.Contains("1 call to this number within 24h", waiting.NextAttemptWhy?.ToString(), StringComparison.Ordinal);
        Assert.Equal(await office.GetAsync<Instant>("select max(customer_dialled_at) + interval '24 hours' from callback_attempt"), waiting.NextAttemptAt);
    }

    [Fact]
    public async Task Claim_PrefixCalledTooOften_WaitsUntilTheHourHasRoom()
    {
        await using var office = await OpenAsync("per_prefix_per_hour: 2", ("10-sales.yaml", LivingOffice.PolicyText(fields: AtOnce)));
        foreach (var ago in new[] { "70 minutes", "50 minutes", "20 minutes" })
        {
            var earlier = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
            Assert.NotNull(await ClaimAsync(office, earlier));
            await DialledAsync(office, earlier, ago);
        }

        var id = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
        Assert.Null(await ClaimAsync(office, id));

        var waiting = await office.CaseAsync(id);
        Assert.Equal(CaseState.Waiting, waiting.State);
        Assert.StartsWith("number guard: 2 calls to +791", waiting.NextAttemptWhy?.ToString(), StringComparison.Ordinal);
        Assert.Equal(await office.GetAsync<Instant>("select customer_dialled_at + interval '1 hour' from callback_attempt order by customer_dialled_at desc offset 1 limit 1"), waiting.NextAttemptAt);
        Assert.Single(await office.TimelineAsync(id, "planned"));
    }

    [Fact]
    public async Task Claim_CapOfTheDayFilledByAttemptsUnderWay_LooksAgainSoon()
    {
        await using var office = await OpenAsync("per_day: 1", ("10-sales.yaml", LivingOffice.PolicyText(fields: AtOnce)));
        var (first, second) = ((await office.MissAsync(LivingOffice.NewNumber()))!.Value, (await office.MissAsync(LivingOffice.NewNumber()))!.Value);
        Assert.NotNull(await ClaimAsync(office, first));

        Assert.Null(await ClaimAsync(office, second));

        var waiting = await office.CaseAsync(second);
        Assert.Equal((CaseState.Waiting, "number guard: 1 calls in 24 hours are reached"), (waiting.State, waiting.NextAttemptWhy?.ToString()));
        Assert.InRange(waiting.NextAttemptAt!.Value - await office.GetAsync<Instant>("select now()"), Duration.Zero, Duration.FromSeconds(30));
    }

    [Fact]
    public async Task Claim_TwoInstancesAtOnce_StayWithinTheCapTogether()
    {
        await using var office = await OpenAsync("per_day: 3", ("10-sales.yaml", LivingOffice.PolicyText(fields: AtOnce)));
        await using var other = office.Another();
        await other.Keeper.RecallAsync(default);
        await other.Keeper.FollowUpAsync(default);
        var cases = new List<Guid>();
        for (var i = 0; i < 10; i++)
            cases.Add((await office.MissAsync(LivingOffice.NewNumber()))!.Value);

        var claims = await Task.WhenAll(cases.Select((id, i) => ClaimAsync(i % 2 == 0 ? office : other, id)));

        Assert.Equal(3, claims.Count(c => c is not null));
        Assert.Equal(3, await office.GetAsync<long>("select count(*) from callback_attempt"));
        Assert.Equal(7, await office.GetAsync<long>("select count(*) from callback_case where state = 'waiting'"));
    }

    [Fact]
    public async Task Claim_BudgetIsUsedUp_WaitsUntilThereIsRoomAndTellsOnce()
    {
        await using var office = await LivingOffice.OpenAsync(
            await host.Postgres.CreateDatabaseAsync(),
            [
                ("numbers.yaml", "home: RU\nprices: { currency: RUB, attempt: 0.5, minute: { \"+79*\": 2, \"*\": 100 } }\nbudget: { per_day: 10 }\ncaps: { per_prefix_per_hour: 1000 }"),
                ("10-sales.yaml", LivingOffice.PolicyText(fields: AtOnce + "\nnotify: [{ on: budget_used_up, email: a@example.com }]")),
            ]);
        foreach (var (ago, talked) in new[] { ("20 hours", 61), ("2 hours", 1), ("1 hour", 0) })
        {
            var earlier = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
            Assert.NotNull(await ClaimAsync(office, earlier));
            await DialledAsync(office, earlier, ago);
            if (talked > 0)
            {
                await TalkedAsync(office, earlier, talked);
            }
        }

        // 0.5 + 2 * 2, 0.5 + 2, 0.5: 7.5 is spent, and another call costs 2.5 at least.
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
            ids.Add((await office.MissAsync(LivingOffice.NewNumber()))!.Value);

        Assert.NotNull(await ClaimAsync(office, ids[0]));
        Assert.Null(await ClaimAsync(office, ids[1]));
        Assert.Null(await ClaimAsync(office, ids[2]));

        var waiting = await office.CaseAsync(ids[1]);
        Assert.Equal((CaseState.Waiting, "number guard: the budget of 10 RUB in 24 hours is used up"), (waiting.State, waiting.NextAttemptWhy?.ToString()));
        Assert.Equal(await office.GetAsync<Instant>("select min(customer_dialled_at) + interval '24 hours' from callback_attempt"), waiting.NextAttemptAt);
        Assert.Equal(1, await office.GetAsync<long>("select count(*) from notice where event = 'budget_used_up'"));
        Assert.Contains(new Reason.CasesAwaitBudget(2), (await office.Database.InTransactionAsync(JobHealth.ReadAsync, default)).Troubles);
    }

    private async Task<LivingOffice> OpenAsync(string cap, params (string File, string Text)[] policies) =>
        await LivingOffice.OpenAsync(
            await host.Postgres.CreateDatabaseAsync(),
            [("numbers.yaml", $$"""
                home: RU
                caps: { {{cap}} }
                """), .. policies]);

    private Task<RunningAttempt?> ClaimAsync(LivingOffice office, Guid id) =>
        office.Claim.ClaimAsync(id, new PickedOperators([$"PJSIP/{Interlocked.Increment(ref operators)}"]), default);

    private static async Task TalkedAsync(LivingOffice office, Guid id, int seconds) => Assert.Equal(1, await office.ExecuteAsync(
        """
        insert into callback_leg (channel_id, attempt_id, role, pbx, endpoint, dialled_at, answered_at, ended_at)
        select 'cb-' || id || '-customer', id, 'customer', pbx, 'PJSIP/x', customer_dialled_at, customer_dialled_at, customer_dialled_at + make_interval(secs => @seconds)
        from callback_attempt where case_id = @id
        """,
        new { id, seconds }));

    /// <summary>The case's attempt has dialled the customer so long ago, and is over.</summary>
    private static async Task DialledAsync(LivingOffice office, Guid id, string ago) => Assert.Equal(1, await office.ExecuteAsync(
        "update callback_attempt set state = 'ended', outcome = 'busy', customer_dialled_at = now() - @ago::interval, ended_at = now() where case_id = @id", new { id, ago }));
}
