using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;

namespace Orchestrator.IntegrationTests.Policies;

/// <summary>What people decide about a number, wherever a case is decided upon.</summary>
public sealed class NumberRuleTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly Actor Anna = Actor.User("anna");
    private static readonly PickedOperators Operator = new(["PJSIP/101"]);

    [Fact]
    public async Task DoNotCall_OpenCase_ClosesAsOptedOutWithItsReason()
    {
        await using var office = await OpenAsync();
        var number = Number();
        var id = (await office.MissAsync(number.E164))!.Value;

        await Desk(office).SetAsync(number, NumberRule.DoNotCall, "asked for it.", null, Anna, default);

        var row = await office.CaseAsync(id);
        Assert.Equal((CaseState.Closed, Disposition.OptedOut, "do-not-call, set by user anna: asked for it"), (row.State, row.Disposition, row.Reason?.ToString()));
        Assert.Equal(1, await office.GetAsync<long>($"select count(*) from audit where target = '{number.E164}' and action = 'number.do_not_call.set' and actor = 'user anna'"));
    }

    [Fact]
    public async Task DoNotCall_NewCall_IsNotCalledBackOnAnyInstance()
    {
        await using var office = await OpenAsync();
        await using var other = office.Another();
        await other.Keeper.RecallAsync(default);
        await other.Keeper.FollowUpAsync(default);
        var number = Number();

        await Desk(office).SetAsync(number, NumberRule.DoNotCall, "asked for it", null, Anna, default);

        var row = await other.CaseAsync((await other.MissAsync(number.E164))!.Value);
        Assert.Equal((CaseState.Closed, Disposition.OptedOut), (row.State, row.Disposition));
    }

    [Fact]
    public async Task DoNotCall_RunningAttempt_IsToStopAndTheCaseClosesWithIt()
    {
        await using var office = await OpenAsync(first: "0s");
        var number = Number();
        var id = (await office.MissAsync(number.E164))!.Value;
        Assert.NotNull(await office.Claim.ClaimAsync(id, Operator, default));

        await Desk(office).SetAsync(number, NumberRule.DoNotCall, "asked for it", null, Anna, default);

        var row = await office.CaseAsync(id);
        Assert.Equal((CaseState.Calling, Disposition.OptedOut), (row.State, row.Closing));
        Assert.Contains(await office.Database.InTransactionAsync(tx => tx.Cases.ClosingWishesAsync("one"), default), w => w.CaseId == id);
    }

    [Fact]
    public async Task Claim_RuleSetMeanwhile_ClosesInsteadOfCalling()
    {
        await using var office = await OpenAsync(first: "0s");
        var number = Number();
        var id = (await office.MissAsync(number.E164))!.Value;
        await office.Database.InTransactionAsync(tx => tx.NumberRules.SetAsync(number, NumberRule.DoNotCall, "x", null, "another instance"), default); // as if it had not seen the case yet

        Assert.Null(await office.Claim.ClaimAsync(id, Operator, default));

        Assert.Equal(Disposition.OptedOut, (await office.CaseAsync(id)).Disposition);
    }

    [Fact]
    public async Task WakeUp_RuleSetMeanwhile_Closes()
    {
        await using var office = await OpenAsync();
        var number = Number();
        var id = (await office.MissAsync(number.E164))!.Value;
        await office.Database.InTransactionAsync(tx => tx.NumberRules.SetAsync(number, NumberRule.DoNotCall, "x", null, "another instance"), default);

        await office.LaterAsync(id, TimeSpan.FromHours(2));

        Assert.Equal(Disposition.OptedOut, (await office.CaseAsync(id)).Disposition);
    }

    [Fact]
    public async Task ExpiredOrLifted_CountsNoMore()
    {
        await using var office = await OpenAsync();
        var (expired, lifted) = (Number(), Number());
        var desk = Desk(office);
        var soon = (await office.GetAsync<Instant>("select now()")) + Duration.FromHours(1);
        await desk.SetAsync(expired, NumberRule.DoNotCall, "for a while", soon, Anna, default);
        await desk.SetAsync(lifted, NumberRule.DoNotCall, "asked for it", null, Anna, default);
        await office.ExecuteAsync("update number_rule set set_at = set_at - interval '1 day', expires_at = now() where number = @E164", new { expired.E164 });

        Assert.True(await desk.LiftAsync(lifted, NumberRule.DoNotCall, "called by mistake", Anna, default));
        Assert.False(await desk.LiftAsync(lifted, NumberRule.DoNotCall, "again", Anna, default));

        Assert.Equal(CaseState.Waiting, (await office.CaseAsync((await office.MissAsync(expired.E164))!.Value)).State);
        Assert.Equal(CaseState.Waiting, (await office.CaseAsync((await office.MissAsync(lifted.E164))!.Value)).State);
        Assert.Equal("called by mistake", await office.GetAsync<string>($"select lifted_why from number_rule where number = '{lifted.E164}'"));
        Assert.Equal(1, await office.GetAsync<long>($"select count(*) from audit where target = '{lifted.E164}' and action = 'number.do_not_call.lift'"));
    }

    [Fact]
    public async Task Set_OverAnExpiredOrStandingRule_TakesItsPlace()
    {
        await using var office = await OpenAsync();
        var number = Number();
        var desk = Desk(office);

        await desk.SetAsync(number, NumberRule.Vip, "first", null, Anna, default);
        await desk.SetAsync(number, NumberRule.Vip, "second", null, Anna, default);

        var rules = await office.Database.InTransactionAsync(tx => tx.NumberRules.HistoryAsync(number, 10), default);
        Assert.Equal(["second", "first"], rules.Select(r => r.Reason));
        Assert.Equal([null, "replaced"], rules.Select(r => r.LiftedWhy));
    }

    [Fact]
    public async Task Set_TwoAtOnce_BothAreDoneOneAfterTheOther()
    {
        await using var office = await OpenAsync();
        var number = Number();
        var desk = Desk(office);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => desk.SetAsync(number, NumberRule.Vip, $"number {i}", null, Anna, default)));

        Assert.Equal(1, await office.GetAsync<long>($"select count(*) from number_rule where number = '{number.E164}' and lifted_at is null"));
        Assert.Equal(8, await office.GetAsync<long>($"select count(*) from number_rule where number = '{number.E164}'"));
    }

    [Fact]
    public async Task Vip_OpenAndNewCases_GoBeforeOthersUntilItIsLifted()
    {
        await using var office = await OpenAsync(first: "0s");
        var number = Number();
        var id = (await office.MissAsync(number.E164))!.Value;
        var before = (await office.CaseAsync(id)).Priority;
        var desk = Desk(office);

        await desk.SetAsync(number, NumberRule.Vip, "a good customer", null, Anna, default);

        Assert.Equal(before + 100, (await office.CaseAsync(id)).Priority);
        Assert.Contains("a good customer", Assert.Single(await office.TimelineAsync(id, "number_rule")).Text.ToString(), StringComparison.Ordinal);
        await office.Desk.CloseAsync(id, Disposition.Withdrawn, new Reason.Quoted("by a test"), default);
        var next = (await office.MissAsync(number.E164))!.Value;
        Assert.Equal(before + 100, (await office.CaseAsync(next)).Priority);

        Assert.True(await desk.LiftAsync(number, NumberRule.Vip, "moved away", Anna, default));

        Assert.Equal(before, (await office.CaseAsync(next)).Priority);
    }

    private static NumberDesk Desk(LivingOffice office) => new(office.Desk, office.Planning);

    private static PhoneNumber Number() => PhoneNumber.FromE164(LivingOffice.NewNumber())!.Value;

    private async Task<LivingOffice> OpenAsync(string first = "1h") =>
        await LivingOffice.OpenAsync(
            await host.Postgres.CreateDatabaseAsync(), ("10-sales.yaml", LivingOffice.PolicyText(fields: $"first_attempt: {{ after: {first} }}\npriority: {{ vip: 100 }}")));
}
