using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;

namespace Orchestrator.IntegrationTests.Policies;

public sealed class ReplanningTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string File = "10-sales.yaml";

    [Fact]
    public async Task ChangedPolicy_PlansItsWaitingCasesAnewAndTheirTimelineSaysSo()
    {
        await using var office = await OpenAsync();
        var id = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
        var before = await office.CaseAsync(id);

        await office.EditAsync(File, LivingOffice.PolicyText(fields: "first_attempt: { after: 3h }"));

        var after = await office.CaseAsync(id);
        Assert.Equal(before.NextAttemptAt + Duration.FromHours(2), after.NextAttemptAt);
        Assert.Equal(office.Policies.Set.Find("sales")!.Version, after.PolicyVersion);
        var told = Assert.Single(await office.TimelineAsync(id, "replanned"));
        Assert.StartsWith($"Re-planned: policy sales changed from {before.PolicyVersion} to {after.PolicyVersion}. Next step on ", told.Text.ToString(), StringComparison.Ordinal);
        Assert.Equal(after.PolicyVersion, told.Data!.Value.GetProperty("policy_version").GetString());
        Assert.Equal(2, office.WakeUps.Count); // opened, and moved
    }

    [Fact]
    public async Task ChangeThatMovesNothing_IsNotTold()
    {
        await using var office = await OpenAsync();
        var id = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;

        await office.EditAsync(File, LivingOffice.PolicyText() + "\n# a comment");

        Assert.Equal(office.Policies.Set.Find("sales")!.Version, (await office.CaseAsync(id)).PolicyVersion);
        Assert.Empty(await office.TimelineAsync(id, "replanned"));
        Assert.Equal(1, office.WakeUps.Count);
    }

    [Fact]
    public async Task CaseThatIsBeingCalledOrClosed_IsLeftAlone()
    {
        await using var office = await OpenAsync();
        var calling = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
        var closed = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
        await office.ExecuteAsync("update callback_case set state = 'calling', next_attempt_at = null where id = @calling", new { calling });
        await office.Desk.CloseAsync(closed, Core.Cases.Disposition.Withdrawn, new Reason.Quoted("by a test"), default);
        var version = (await office.CaseAsync(calling)).PolicyVersion;

        await office.EditAsync(File, LivingOffice.PolicyText(fields: "first_attempt: { after: 3h }"));

        Assert.Equal((version, CaseState.Calling), ((await office.CaseAsync(calling)).PolicyVersion, (await office.CaseAsync(calling)).State));
        Assert.Equal((version, CaseState.Closed), ((await office.CaseAsync(closed)).PolicyVersion, (await office.CaseAsync(closed)).State));
    }

    [Fact]
    public async Task RemovedFile_ItsCasesWaitAndGoOnWhenItIsBack()
    {
        await using var office = await OpenAsync();
        var id = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
        var due = (await office.CaseAsync(id)).NextAttemptAt;

        await office.EditAsync(File, null);
        Assert.Equal("policy 'sales' is not in force", (await office.CaseAsync(id)).NextAttemptWhy?.ToString());
        Assert.Null(await office.MissAsync(LivingOffice.NewNumber()));
        await office.EditAsync(File, LivingOffice.PolicyText());

        Assert.Equal(due, (await office.CaseAsync(id)).NextAttemptAt);
        Assert.Collection(
            await office.TimelineAsync(id, "replanned"),
            gone => Assert.StartsWith("Re-planned: policy 'sales' is not in force any more. ", gone.Text.ToString(), StringComparison.Ordinal),
            back => Assert.StartsWith("Re-planned: policy sales is in force again, as ", back.Text.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task NumberBecomesVip_RaisesItsPriority()
    {
        await using var office = await OpenAsync();
        var number = LivingOffice.NewNumber();
        var id = (await office.MissAsync(number))!.Value;
        Assert.Equal((100, 10), ((await office.CaseAsync(id)).Priority, (await office.CaseAsync(id)).Ageing));

        await office.EditAsync("numbers.yaml", LivingOffice.NumbersText($"vip: [\"{number}\"]"));

        Assert.Equal(200, (await office.CaseAsync(id)).Priority);
        Assert.Empty(await office.TimelineAsync(id, "replanned"));
    }

    [Fact]
    public async Task AttemptsLowered_ClosesWhatHasHadThemAll()
    {
        await using var office = await LivingOffice.OpenAsync(await host.Postgres.CreateDatabaseAsync(), (File, LivingOffice.PolicyText(fields: "mode: observe\nfirst_attempt: { after: 0s }")));
        var id = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;

        await office.EditAsync(File, LivingOffice.PolicyText(fields: "mode: observe\nattempts: 1"));

        Assert.Equal((CaseState.Closed, Disposition.Exhausted), ((await office.CaseAsync(id)).State, (await office.CaseAsync(id)).Disposition));
        Assert.Equal(["replanned", "closed"], (await office.TimelineAsync(id)).Select(t => t.Kind).TakeLast(2));
    }

    [Fact]
    public async Task TwoInstances_SeeTheSameChange_KeepOneVersionAndTellOnce()
    {
        await using var one = await OpenAsync();
        await using var two = one.Another();
        await two.Keeper.RecallAsync(default);
        var ids = new List<Guid>();
        for (var i = 0; i < 30; i++)
            ids.Add((await one.MissAsync(LivingOffice.NewNumber()))!.Value);
        var changed = LivingOffice.PolicyText(fields: "first_attempt: { after: 2h }");

        await Task.WhenAll(one.EditAsync(File, changed), two.EditAsync(File, changed));

        foreach (var id in ids)
            Assert.Single(await one.TimelineAsync(id, "replanned"));
        Assert.Equal(2, await one.GetAsync<int>("select count(*)::int from policy_version where kind = 'policy'"));
        Assert.Equal(1, await one.GetAsync<int>("select count(*)::int from policy_version where kind = 'policy' and until is null"));
    }

    [Fact]
    public async Task CrashBeforeReplanning_TheNextStartDoesIt()
    {
        await using var office = await OpenAsync();
        var id = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
        await System.IO.File.WriteAllTextAsync(Path.Combine(office.Files, File), LivingOffice.PolicyText(fields: "first_attempt: { after: 2h }"));

        await using var next = office.Another("one");
        await next.Keeper.RecallAsync(default);
        await next.Keeper.FollowUpAsync(default);

        Assert.Single(await next.TimelineAsync(id, "replanned"));
    }

    [Fact]
    public async Task Restart_WithABrokenFile_GoesOnByTheKeptVersion()
    {
        await using var office = await OpenAsync();
        var id = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
        var version = office.Policies.Set.Find("sales")!.Version;
        await System.IO.File.WriteAllTextAsync(Path.Combine(office.Files, File), "policy: sales\nattempts: none");

        await using var next = office.Another("one");
        await Assert.ThrowsAsync<KeptVersionsUnreadException>(() => next.MissAsync(LivingOffice.NewNumber()));
        await next.Keeper.RecallAsync(default);
        await next.Keeper.FollowUpAsync(default);

        Assert.Equal(FileState.LastGoodInForce, next.Policies.Current.Find("sales")!.State);
        Assert.NotNull(await next.MissAsync(LivingOffice.NewNumber()));
        Assert.Equal(version, (await next.CaseAsync(id)).PolicyVersion);
        await next.EditAsync(File, LivingOffice.PolicyText(fields: "first_attempt: { after: 2h }"));
        var kept = await next.Database.InTransactionAsync(tx => tx.PolicyVersions.ListAsync("sales", 10, null), default);
        Assert.Equal([null, kept.Items[0].EffectiveAt], kept.Items.Select(v => v.Until));
        Assert.Equal(version, kept.Items[1].Version);
        Assert.Contains("after: 2h", kept.Items[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PolicyWithoutAnyGoodVersion_OpensNoCaseAndSaysWhy()
    {
        await using var office = await LivingOffice.OpenAsync(await host.Postgres.CreateDatabaseAsync(), (File, "policy: sales"));

        Assert.Null(await office.MissAsync(LivingOffice.NewNumber()));

        Assert.Equal("no policy covers it", await office.GetAsync<string>("select no_case_reason from missed_call"));
    }

    private async Task<LivingOffice> OpenAsync() => await LivingOffice.OpenAsync(await host.Postgres.CreateDatabaseAsync(), (File, LivingOffice.PolicyText()));
}
