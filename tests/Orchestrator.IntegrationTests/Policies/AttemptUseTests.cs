using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Dialling;
using Orchestrator.Engine.Operators;
using Orchestrator.IntegrationTests.Api;

namespace Orchestrator.IntegrationTests.Policies;

/// <summary>Whether an attempt counts is said by the version of the policy that it was claimed under, whatever the policy says when it ends, or later.</summary>
public sealed class AttemptUseTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string File = "10-sales.yaml";
    private const string BusyIsFree = "first_attempt: { after: 0s }\nattempts: 1\nretry: { busy: { after: 1h, uses_attempt: false } }";
    private const string BusyCounts = "first_attempt: { after: 0s }\nattempts: 1\nretry: { busy: { after: 1h } }";

    [Theory]
    [InlineData(BusyIsFree, BusyCounts, false, CaseState.Waiting)]
    [InlineData(BusyCounts, BusyIsFree, true, CaseState.Closed)]
    public async Task PolicyChangedWhileAnAttemptRuns_TheAttemptCountsAsTheVersionSaysThatItBeganBy(string claimedUnder, string changedTo, bool uses, CaseState becomes)
    {
        await using var office = await LivingOffice.OpenAsync(await host.Postgres.CreateDatabaseAsync(), (File, LivingOffice.PolicyText(fields: claimedUnder)));
        var id = (await office.MissAsync(LivingOffice.NewNumber()))!.Value;
        var attempt = (await office.Claim.ClaimAsync(id, new PickedOperators(["PJSIP/101"]), default))!;
        await office.ExecuteAsync("update callback_attempt set state = 'customer_ringing', customer_dialled_at = now() where id = @Id", new { attempt.Row.Id });
        await office.EditAsync(File, LivingOffice.PolicyText(fields: changedTo));

        await new AttemptBook(office.Database, office.Desk, office.Planning).EndAsync(attempt.Row, attempt.Policy, Outcome.Busy, new Reason.Quoted("busy"), default);

        Assert.Equal(uses, await office.GetAsync<bool>("select uses_attempt from callback_attempt"));
        Assert.Equal(becomes, (await office.CaseAsync(id)).State);
    }
}
