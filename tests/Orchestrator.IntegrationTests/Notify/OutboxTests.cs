using System.Text.Json;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Dialling;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;

namespace Orchestrator.IntegrationTests.Notify;

/// <summary>What is written into the outbox, and when.</summary>
public sealed class OutboxTests(PostgresOfNotices postgres) : IClassFixture<PostgresOfNotices>
{
    private static readonly Uri Crm = new("http://127.0.0.1:1/hook");

    [Fact]
    public async Task Missed_ReportedTwice_IsOneNoticeToEachWithTheCaseItOpened()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.Missed], ["a@example.com"], Crm));
        var report = world.Report(world.NewNumber(), "\"},{\u202e<script>\r\n");

        var caseId = await world.RecordAsync(report);
        await world.RecordAsync(report);
        await world.RecordAsync(report with { Asked = true });

        var notices = await world.NoticesAsync();
        Assert.Equal(["a@example.com", "http://127.0.0.1:1/hook"], notices.Select(n => n.Target));
        var body = JsonElement.Parse(notices[1].Payload);
        Assert.Equal(["id", "event", "at", "policy", "attempt_id", "missed_call", "case"], body.EnumerateObject().Select(p => p.Name));
        Assert.Equal((notices[1].Id, "missed"), (body.GetProperty("id").GetGuid(), body.GetProperty("event").GetString()));
        Assert.Equal(report.CallerName, body.GetProperty("missed_call").GetProperty("caller_name").GetString());
        var inCase = body.GetProperty("case");
        Assert.Equal(caseId, inCase.GetProperty("id").GetGuid());
        Assert.NotNull(inCase.GetProperty("next_attempt_at").GetString());
        Assert.Equal(12, inCase.GetProperty("missed_calls")[0].GetProperty("waited_seconds").GetDouble());
        Assert.False(inCase.TryGetProperty("timeline", out _));
    }

    [Fact]
    public async Task Missed_CallerHidesTheNumber_IsANoticeWithoutACase()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.Missed, NoticeEvent.CaseOpened], [], Crm));

        Assert.Null(await world.RecordAsync(world.Report("anonymous")));

        var body = JsonElement.Parse((await world.OnlyAsync()).Payload);
        Assert.Equal(JsonValueKind.Null, body.GetProperty("case").ValueKind);
        Assert.NotEmpty(body.GetProperty("missed_call").GetProperty("no_case_reason").GetString()!);
    }

    [Fact]
    public async Task AttemptEnded_TheCaseGoesOn_TellsTheOutcomeAndTheNextStep()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.AttemptEnded], [], Crm));
        var caseId = await world.MissAsync();
        var attempt = await StartAttemptAsync(world, caseId);

        await world.Get<IAttemptBook>().EndAsync(attempt, world.Get<PoliciesInForce>().Set.Policies[0], Outcome.NoAnswer, new Reason.RangInVain(null), default);
        await world.Get<IAttemptBook>().EndAsync(attempt, world.Get<PoliciesInForce>().Set.Policies[0], Outcome.NoAnswer, new Reason.RangInVain(null), default); // an answer of the database got lost

        var body = JsonElement.Parse((await world.OnlyAsync()).Payload);
        Assert.Equal(attempt.Id, body.GetProperty("attempt_id").GetGuid());
        Assert.Equal("no_answer", body.GetProperty("case").GetProperty("attempts")[0].GetProperty("outcome").GetString());
        Assert.NotNull(body.GetProperty("case").GetProperty("next_attempt_at").GetString());
    }

    [Fact]
    public async Task AttemptEnded_TheCaseIsDone_ComesBeforeItsClosing()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.AttemptEnded, NoticeEvent.Reached], [], Crm));
        var attempt = await StartAttemptAsync(world, await world.MissAsync());

        await world.Get<IAttemptBook>().EndAsync(attempt, world.Get<PoliciesInForce>().Set.Policies[0], Outcome.Connected, new Reason.TheyTalked(), default);

        Assert.Equal(["attempt_ended", "reached"], (await world.NoticesAsync()).Select(n => n.Event));
    }

    [Fact]
    public async Task Change_RolledBack_LeavesNoNotice()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.CaseOpened], [], Crm));
        var caseId = await world.MissAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Get<CaseDesk>().ChangeAsync<bool>(
            (_, aftermath) =>
            {
                aftermath.Tell(NoticeFact.CaseOpened("sales", caseId));
                throw new InvalidOperationException("the change failed");
            },
            default));

        await world.OnlyAsync(); // that of the missed call's own
    }

    [Fact]
    public async Task Opened_CaseIsObservedOnly_TellsNobody()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.CaseClosed], [], Crm));
        var caseId = await world.MissAsync();
        await world.ExecuteAsync("update callback_case set observed = true, state = 'waiting', next_attempt_at = now() + interval '1 hour'");

        await world.CancelAsync(caseId);

        Assert.Empty(await world.NoticesAsync());
    }

    [Fact]
    public async Task Tidy_OldNotices_RemovesWhatIsDoneAndGivesUpWhatIsNoNews()
    {
        await using var world = await OpenAsync(new NoticeRule([NoticeEvent.CaseOpened], [], Crm));
        for (var i = 0; i < 4; i++)
        {
            await world.MissAsync();
        }

        var ids = (await world.NoticesAsync()).Select(n => n.Id).ToList();
        await world.ExecuteAsync($"update notice set state = 'delivered', next_try_at = null, delivered_at = now() - interval '31 days' where id = '{ids[0]}'");
        await world.ExecuteAsync($"update notice set state = 'delivered', next_try_at = null, delivered_at = now() - interval '29 days' where id = '{ids[1]}'");
        await world.ExecuteAsync($"update notice set give_up_at = now() where id = '{ids[2]}'");

        await world.Get<NoticeTidy>().RunAsync(default);

        var left = await world.NoticesAsync();
        Assert.Equal([(ids[1], "delivered"), (ids[2], "dead"), (ids[3], "pending")], left.Select(n => (n.Id, n.State)));
        Assert.StartsWith("not tried", left[1].LastError, StringComparison.Ordinal);
    }

    private Task<NoticeWorld> OpenAsync(NoticeRule rule) => NoticeWorld.OpenAsync(postgres.Server, [rule]);

    private static Task<AttemptRow> StartAttemptAsync(NoticeWorld world, Guid caseId) => world.Database.InTransactionAsync(
        async tx =>
        {
            await tx.ExecuteAsync("update callback_case set state = 'calling', next_attempt_at = null, next_attempt_why = null where id = @caseId", new { caseId });
            return await tx.GetAsync<AttemptRow>(
                """
                insert into callback_attempt (id, case_id, number, state, policy, policy_version, pbx, customer_number, operator, instance, lease_until, started_at, customer_dialled_at, talk_started_at)
                select gen_random_uuid(), id, 1, 'talking', policy, policy_version, pbx, number, 'PJSIP/101', 'test', now() + interval '1 hour', now(), now(), now()
                from callback_case where id = @caseId
                returning id, case_id, number, state, policy, policy_version, pbx, customer_number, operator, instance, fence, started_at
                """,
                new { caseId });
        },
        default);
}
