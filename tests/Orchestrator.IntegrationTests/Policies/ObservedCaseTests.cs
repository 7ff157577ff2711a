using Npgsql;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.IntegrationTests.Api;

namespace Orchestrator.IntegrationTests.Policies;

public sealed class ObservedCaseTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string File = "10-sales.yaml";
    private const string AtOnce = "first_attempt: { after: 0s }\nattempts: 3\nretry: { no_answer: { after: 1h } }";

    private static readonly string Observing = LivingOffice.PolicyText(fields: $"mode: observe\n{AtOnce}");
    private static readonly string Live = LivingOffice.PolicyText(fields: AtOnce);

    [Fact]
    public async Task ObservedCase_GoesThroughItsWholeCourseAndDialsNothing()
    {
        await using var office = await OpenAsync(Observing);
        var id = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
        var opened = await office.CaseAsync(id);
        Assert.Equal((true, CaseState.Waiting, 90), (opened.Observed, opened.State, opened.Priority)); // one attempt would have been made

        await office.LaterAsync(id, TimeSpan.FromHours(2));
        await office.LaterAsync(id, TimeSpan.FromHours(2));

        var closed = await office.CaseAsync(id);
        Assert.Equal((Disposition.Exhausted, "observed: would have made 3 attempts"), (closed.Disposition, closed.Reason?.ToString()));
        Assert.Equal(["opened", "would_call", "planned", "would_call", "planned", "would_call", "closed"], (await office.TimelineAsync(id)).Select(t => t.Kind));
        var would = (await office.TimelineAsync(id, "would_call"))[^1];
        Assert.StartsWith("Would have called now: attempt 3 (observed, nothing is dialled; it goes on as if nobody answered); free operators: 3.", would.Text.ToString(), StringComparison.Ordinal);
        Assert.Equal((3, 3), (would.Data!.Value.GetProperty("attempt").GetInt32(), would.Data.Value.GetProperty("operators_free").GetInt32()));
        Assert.Equal(opened.PolicyVersion, would.Data.Value.GetProperty("policy_version").GetString());
        Assert.Equal(0, await office.GetAsync<int>("select count(*)::int from callback_attempt"));
    }

    [Fact]
    public async Task ObservedCase_WokenTwiceAtOnce_WouldCallOnce()
    {
        await using var office = await OpenAsync(LivingOffice.PolicyText(fields: "mode: observe\nfirst_attempt: { after: 1h }"));
        await using var two = office.Another();
        await two.Keeper.RecallAsync(default);
        var id = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
        await office.ExecuteAsync("update callback_case set missed_at = missed_at - interval '2 hours', next_attempt_at = now() where id = @id", new { id });

        await Task.WhenAll(office.Desk.WakeAsync(id, default), two.Desk.WakeAsync(id, default));

        Assert.Single(await office.TimelineAsync(id, "would_call"));
    }

    [Fact]
    public async Task PolicyGoesLive_TheObservedCaseStillDialsNothingAndANewMissIsCalled()
    {
        await using var office = await OpenAsync(Observing);
        var number = LivingOffice.NewNumber();
        var observed = (await office.MissAsync(number))!.Value;

        await office.EditAsync(File, Live);
        await office.LaterAsync(observed, TimeSpan.FromHours(2));
        var live = (await office.MissAsync(number))!.Value;

        Assert.Equal(CaseState.Waiting, (await office.CaseAsync(observed)).State);
        Assert.Equal(2, (await office.TimelineAsync(observed, "would_call")).Count);
        Assert.NotEqual(observed, live);
        Assert.Equal((false, CaseState.Ready), ((await office.CaseAsync(live)).Observed, (await office.CaseAsync(live)).State));
        Assert.Null(await office.Claim.ClaimAsync(observed, new(["PJSIP/101"]), default));
        Assert.NotNull(await office.Claim.ClaimAsync(live, new(["PJSIP/101"]), default));
    }

    [Fact]
    public async Task PolicyGoesToObserve_TheLiveCaseIsNotClaimedWhileItIsSo()
    {
        await using var office = await OpenAsync(Live);
        var id = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;

        await office.EditAsync(File, Observing);
        Assert.Null(await office.Claim.ClaimAsync(id, new(["PJSIP/102"]), default));
        Assert.Equal(CaseState.Ready, (await office.CaseAsync(id)).State);
        await office.EditAsync(File, Live);

        Assert.NotNull(await office.Claim.ClaimAsync(id, new(["PJSIP/102"]), default));
    }

    [Fact]
    public async Task Database_ObservedCaseThatSomethingMakesReady_RefusesIt()
    {
        await using var office = await OpenAsync(Observing);
        var id = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;

        var refused = await Assert.ThrowsAsync<PostgresException>(() => office.ExecuteAsync("update callback_case set state = 'ready' where id = @id", new { id }));

        Assert.Equal("observed_is_never_dialled", refused.ConstraintName);
    }

    [Fact]
    public async Task NumberDeniedMeanwhile_BlocksTheObservedCaseAsItWouldALiveOne()
    {
        await using var office = await OpenAsync(LivingOffice.PolicyText(fields: "mode: observe\nfirst_attempt: { after: 1h }"));
        var number = LivingOffice.NewNumber();
        var id = (await office.MissAsync(number))!.Value;
        await office.EditAsync("numbers.yaml", LivingOffice.NumbersText($"deny: [\"{number}\"]"));

        await office.LaterAsync(id, TimeSpan.FromHours(2));

        Assert.Equal((Disposition.Blocked, $"number guard: deny {number}"), ((await office.CaseAsync(id)).Disposition, (await office.CaseAsync(id)).Reason?.ToString()));
        Assert.Empty(await office.TimelineAsync(id, "would_call"));
    }

    [Fact]
    public async Task PerNumberPerDay_CountsWouldBeCallsWithinTheCaseAndNowhereElse()
    {
        var limited = LivingOffice.PolicyText(fields: $"mode: observe\n{AtOnce}").Replace("per_number_per_day: 50", "per_number_per_day: 1", StringComparison.Ordinal);
        await using var office = await OpenAsync(limited);
        var number = LivingOffice.NewNumber();
        var observed = (await office.MissAsync(number))!.Value;
        await office.LaterAsync(observed, TimeSpan.FromHours(2));
        Assert.Single(await office.TimelineAsync(observed, "would_call")); // the second has to wait for the next day

        await office.EditAsync(File, limited.Replace("mode: observe\n", "", StringComparison.Ordinal));
        var live = (await office.MissAsync(number))!.Value;

        Assert.Equal(CaseState.Ready, (await office.CaseAsync(live)).State);
    }

    [Fact]
    public async Task CustomerAnsweredMeanwhile_ClosesTheObservedCaseAsCalledAgain()
    {
        await using var office = await OpenAsync(Observing);
        var number = LivingOffice.NewNumber();
        var id = (await office.MissAsync(number))!.Value;

        await office.Desk.CalledAgainAsync(PhoneNumber.FromE164(number)!.Value, (await office.CaseAsync(id)).MissedAt, new Reason.CustomerRangIn(), default);

        Assert.Equal(Disposition.CalledAgain, (await office.CaseAsync(id)).Disposition);
    }

    private async Task<LivingOffice> OpenAsync(string policy) => await LivingOffice.OpenAsync(await host.Postgres.CreateDatabaseAsync(), (File, policy));
}
