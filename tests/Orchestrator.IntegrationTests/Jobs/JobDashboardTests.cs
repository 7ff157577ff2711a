using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Access;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Notify;

namespace Orchestrator.IntegrationTests.Jobs;

/// <summary>Hangfire's dashboard behind our sign-in: who reads, what its buttons do, and what is refused.</summary>
public sealed class JobDashboardTests(PostgresOfNotices postgres) : IClassFixture<PostgresOfNotices>
{
    public static TheoryData<string> RunButtons { get; } =
        ["/jobs/scheduled/enqueue", "/jobs/enqueued/requeue", "/jobs/processing/requeue", "/jobs/succeeded/requeue", "/jobs/failed/requeue", "/jobs/deleted/requeue", "/jobs/awaiting/enqueue"];

    public static TheoryData<string> DeleteButtons { get; } =
        ["/jobs/scheduled/delete", "/jobs/enqueued/delete", "/jobs/processing/delete", "/jobs/succeeded/delete", "/jobs/failed/delete", "/jobs/deleted/delete", "/jobs/awaiting/delete"];

    public static TheoryData<string> Pages { get; } =
        ["/hangfire", "/hangfire/jobs/enqueued", "/hangfire/jobs/scheduled", "/hangfire/jobs/processing", "/hangfire/jobs/succeeded", "/hangfire/jobs/failed", "/hangfire/jobs/deleted",
         "/hangfire/jobs/awaiting", "/hangfire/retries", "/hangfire/recurring", "/hangfire/servers"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_OfTheDashboard_LeadsAStrangerToTheSignInAndIsReadByAViewer(string path)
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        await world.BookedAsync("+79161230050");
        using var stranger = JobVisitor.Stranger(world);
        using var viewer = await JobVisitor.SignInAsync(world, AccountRole.Viewer);

        using var refused = await stranger.Http.GetAsync(path);
        using var answer = await viewer.Http.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Contains("/sign-in?then=", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("79161230050", page, StringComparison.Ordinal);
        Assert.DoesNotContain("js-jobs-list-command", page, StringComparison.Ordinal); // no buttons
        Assert.DoesNotContain("Host:", page, StringComparison.Ordinal); // nothing of the connection string
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(RunButtons))]
    public async Task RunButton_PressedByASupervisor_CallsTheCaseNowAndIsAudited(string path)
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var (caseId, job) = await world.BookedAsync();
        using var boris = await JobVisitor.SignInAsync(world, AccountRole.Supervisor, "boris");

        using var answer = await boris.PressAsync(path, Text(job));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var called = await world.JobAsync(caseId, j => j.State == CaseState.Ready);
        Assert.Equal((job, "Enqueued"), (called.JobId, called.JobState));
        Assert.Equal("user boris", await world.GetAsync<string>("select actor from audit where action = 'case.call_now' and target = @target", new { target = caseId.ToString() }));
        Assert.Equal(1, await world.GetAsync<int>("select count(*)::int from case_event where case_id = @caseId and kind = 'called_now' and text like 'user boris asked%'", new { caseId }));
    }

    [Theory]
    [MemberData(nameof(DeleteButtons))]
    public async Task DeleteButton_PressedByASupervisor_WithdrawsTheCaseAndIsAudited(string path)
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var (caseId, job) = await world.BookedAsync();
        using var boris = await JobVisitor.SignInAsync(world, AccountRole.Supervisor, "boris");

        using var answer = await boris.PressAsync(path, Text(job));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var closed = await world.JobAsync(caseId, j => j.State == CaseState.Closed);
        Assert.Equal((Disposition.Withdrawn, "withdrawn by user boris", "Deleted"), (closed.Disposition, closed.Reason?.ToString(), closed.JobState));
        Assert.Equal("user boris", await world.GetAsync<string>("select actor from audit where action = 'case.cancel' and target = @target", new { target = caseId.ToString() }));
        Assert.Contains("withdrawn by user boris", await boris.PageAsync($"/hangfire/jobs/details/{job}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ButtonsOfAJobsPage_DoTheSame()
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var (called, one) = await world.BookedAsync();
        var (deleted, two) = await world.BookedAsync();
        using var boris = await JobVisitor.SignInAsync(world, AccountRole.Supervisor);

        Assert.Equal(HttpStatusCode.NoContent, (await boris.PressAsync($"/jobs/actions/requeue/{one}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await boris.PressAsync($"/jobs/actions/delete/{two}")).StatusCode);

        Assert.Equal(CaseState.Ready, (await world.JobAsync(called, _ => true)).State);
        Assert.Equal(CaseState.Closed, (await world.JobAsync(deleted, _ => true)).State);
    }

    [Theory]
    [InlineData(AccountRole.Viewer)]
    [InlineData(AccountRole.Operator)]
    public async Task EveryButton_PressedByOneWhoMayOnlyRead_IsRefusedWithTheReason(AccountRole role)
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var (caseId, job) = await world.BookedAsync();
        using var someone = await JobVisitor.SignInAsync(world, role);

        foreach (var path in RunButtons.Concat(DeleteButtons).Select(b => (string)b.Data).Concat([$"/jobs/actions/requeue/{job}", $"/jobs/actions/delete/{job}", "/recurring/trigger", "/recurring/remove"]))
        {
            using var answer = await someone.PressAsync(path, path.StartsWith("/recurring", StringComparison.Ordinal) ? "sweep" : Text(job));
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{path}: {answer.StatusCode}");
            Assert.NotEmpty(await SaidAsync(answer));
        }

        Assert.Equal(CaseState.Waiting, (await world.JobAsync(caseId, _ => true)).State);
        Assert.Equal(0, await world.GetAsync<int>("select count(*)::int from audit where action like 'case.%' or action like 'job.%'"));
    }

    [Fact]
    public async Task RecurringJob_IsTriggeredByAnAdministratorOnlyAndRemovedByNobody()
    {
        await using var world = await OpenAsync();
        using var boris = await JobVisitor.SignInAsync(world, AccountRole.Supervisor);
        using var anna = await JobVisitor.SignInAsync(world, AccountRole.Administrator, "anna");

        using var refused = await boris.PressAsync("/recurring/trigger", "sweep");
        using var done = await anna.PressAsync("/recurring/trigger", "sweep");
        using var removed = await anna.PressAsync("/recurring/remove", "sweep");
        using var unknown = await anna.PressAsync("/recurring/trigger", "sweep", "<script>");

        Assert.Equal((HttpStatusCode.Forbidden, "Administrators do this."), (refused.StatusCode, await SaidAsync(refused)));
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, removed.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        await Orchestrator.Rig.Until.TrueAsync(
            () => world.GetAsync<bool>("select exists (select from hangfire.job where invocationdata ->> 'Type' = 'sweep' and statename = 'Succeeded')"), what: "the sweep has run");
        Assert.Equal(["user anna"], await world.Database.InTransactionAsync(tx => tx.ListAsync<string>("select actor from audit where action = 'job.run'"), default));
        Assert.Contains("sweep", await boris.PageAsync("/hangfire/recurring"), StringComparison.Ordinal);

        // The job that it made is the program's own: a supervisor does not steer it.
        var made = await world.GetAsync<long>("select id from hangfire.job where invocationdata ->> 'Type' = 'sweep' limit 1");
        using var notHis = await boris.PressAsync($"/jobs/actions/requeue/{made}");
        Assert.Equal((HttpStatusCode.Conflict, "Administrators do this."), (notHis.StatusCode, await SaidAsync(notHis)));
        Assert.Equal(HttpStatusCode.NoContent, (await anna.PressAsync($"/jobs/actions/requeue/{made}")).StatusCode);
    }

    [Fact]
    public async Task FailedJob_RequeuedByASupervisor_IsRetriedAndSucceeds()
    {
        await using var world = await OpenAsync();
        var (caseId, job) = await world.FailedAsync();
        await world.MendAsync(caseId);
        using var boris = await JobVisitor.SignInAsync(world, AccountRole.Supervisor, "boris");

        using var answer = await boris.PressAsync("/jobs/failed/requeue", Text(job));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await world.JobAsync(caseId, j => j is { State: CaseState.Ready, JobState: "Processing" } && j.JobId == job);
        Assert.Contains("retried by user boris", await boris.PageAsync($"/hangfire/jobs/details/{job}"), StringComparison.Ordinal);
        Assert.Equal("user boris", await world.GetAsync<string>("select actor from audit where action = 'job.retry'"));
    }

    [Fact]
    public async Task ButtonOfAnEndedJob_IsRefusedAndSaysWhy()
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var (calling, one) = await world.BookedAsync();
        var (closed, two) = await world.BookedAsync();
        await world.Cases.WithdrawAsync(closed, null, Actor.CommandLine("tests"), default);
        await world.ExecuteAsync(
            """
            update callback_case set state = 'calling', next_attempt_at = null, next_attempt_why = null where id = @calling;
            insert into callback_attempt (id, case_id, number, state, policy, policy_version, pbx, customer_number, instance, lease_until, started_at)
            values (gen_random_uuid(), @calling, 1, 'claimed', 'sales', 'v', 'pbx1', '+79161234567', 'one', now() + interval '1 hour', now());
            """,
            new { calling });
        using var boris = await JobVisitor.SignInAsync(world, AccountRole.Supervisor);

        foreach (var (job, path, why) in new[]
        {
            (one, "/jobs/actions/delete/", "An attempt is under way"), (one, "/jobs/actions/requeue/", "An attempt is under way"),
            (two, "/jobs/actions/delete/", "Its case is closed"), (two, "/jobs/actions/requeue/", "Its case is closed"),
        })
        {
            using var answer = await boris.PressAsync(path + Text(job));
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.StartsWith(why, await SaidAsync(answer), StringComparison.Ordinal);
        }

        Assert.Equal(CaseState.Calling, (await world.JobAsync(calling, _ => true)).State);
        Assert.Null(await world.GetAsync<string?>("select closing from callback_case where id = @calling", new { calling }));
    }

    [Fact]
    public async Task Command_WhileTheEngineOrTheDatabaseFails_SaysSoInASentence()
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var (_, job) = await world.BookedAsync();
        using var anna = await JobVisitor.SignInAsync(world, AccountRole.Administrator);
        await world.ExecuteAsync("alter table hangfire.lock rename to lock_is_away; alter table hangfire.jobparameter rename to parameters_are_away");

        using var trigger = await anna.PressAsync("/recurring/trigger", "sweep");
        using var run = await anna.PressAsync("/jobs/scheduled/enqueue", Text(job)); // the case is due now; its job follows when it can
        await world.ExecuteAsync("alter table orchestrator.callback_case rename to cases_are_away");
        using var delete = await anna.PressAsync("/jobs/scheduled/delete", Text(job));
        using var page = await anna.Http.GetAsync("/cases");

        Assert.Equal((HttpStatusCode.Conflict, "The job engine does not answer: nothing was done. Try again."), (trigger.StatusCode, await SaidAsync(trigger)));
        Assert.Equal(HttpStatusCode.NoContent, run.StatusCode);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The database is away. Look at what was done, and try again."), (delete.StatusCode, await SaidAsync(delete)));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Bulk_OfAThousandJobs_WorksAndOneMoreIsRefused()
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        await world.ExecuteAsync(
            """
            insert into callback_case (id, number, policy, policy_version, pbx, queue, state, opened_at, missed_at, next_attempt_at, next_attempt_why)
            select gen_random_uuid(), '+7917' || lpad(n::text, 7, '0'), 'sales', 'v1', 'pbx1', 'sales', 'waiting', now(), now(), now() + interval '1 day', 'first attempt' from generate_series(1, 1001) n
            """);
        Assert.Equal(1001, await world.Book.CatchUpAsync(default));
        var jobs = (await world.Database.InTransactionAsync(tx => tx.ListAsync<long>("select id from hangfire.job order by id"), default)).Select(Text).ToList();
        using var boris = await JobVisitor.SignInAsync(world, AccountRole.Supervisor);

        using var tooMany = await boris.PressAsync("/jobs/scheduled/delete", jobs);
        using var none = await boris.PressAsync("/jobs/scheduled/delete");
        Assert.Equal(1001, await world.GetAsync<int>("select count(*)::int from callback_case where state = 'waiting'"));
        using var done = await boris.PressAsync("/jobs/scheduled/delete", jobs.Take(1000));
        using var again = await boris.PressAsync("/jobs/scheduled/delete", [jobs[0], jobs[1000]]);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "That is too much at once: choose up to 1000 jobs."), (tooMany.StatusCode, await SaidAsync(tooMany)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "No job is chosen."), (none.StatusCode, await SaidAsync(none)));
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.StartsWith("1 job changed, 1 not. Its case is closed", await SaidAsync(again), StringComparison.Ordinal);
        Assert.Equal(1001, await world.GetAsync<int>("select count(*)::int from callback_case c join hangfire.job j on j.id = c.job_id where c.state = 'closed' and j.statename = 'Deleted'"));
        Assert.Equal(1001, await world.GetAsync<int>("select count(*)::int from audit where action = 'case.cancel'"));
    }

    [Theory]
    [InlineData("POST", "/hangfire/jobs/scheduled/delete", HttpStatusCode.BadRequest)] // without a token
    [InlineData("POST", "/hangfire/jobs/actions/delete/1", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/hangfire/jobs/scheduled/delete", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/hangfire/jobs/scheduled/DELETE", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/hangfire/jobs/actions/requeue/1", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/hangfire/recurring/remove", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "/hangfire/jobs/scheduled/delete", HttpStatusCode.Forbidden)]
    [InlineData("PATCH", "/hangfire/recurring/trigger", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/hangfire/jobs/enqueued/fetched/delete", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/hangfire/jobs/scheduled/explode", HttpStatusCode.NotFound)]
    [InlineData("POST", "/hangfire/anything", HttpStatusCode.NotFound)]
    [InlineData("POST", "/hangfire/jobs/scheduled", HttpStatusCode.Forbidden)]
    public async Task WhateverElse_IsSentToTheDashboard_ChangesNothing(string method, string path, HttpStatusCode expected)
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var (caseId, job) = await world.BookedAsync();
        using var anna = await JobVisitor.SignInAsync(world, AccountRole.Administrator);

        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new FormUrlEncodedContent([KeyValuePair.Create("jobs[]", Text(job))]) };
        using var answer = await anna.Http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal((CaseState.Waiting, "Scheduled"), ((await world.JobAsync(caseId, _ => true)).State, (await world.JobAsync(caseId, _ => true)).JobState));
    }

    [Fact]
    public async Task HostilePolicyName_InAJobsName_IsText()
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        const string hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        var (_, job) = await world.BookedAsync(policy: hostile);
        using var anna = await JobVisitor.SignInAsync(world, AccountRole.Administrator);

        foreach (var path in new[] { "/hangfire/jobs/scheduled", $"/hangfire/jobs/details/{job}" })
        {
            var page = await anna.PageAsync(path);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_InRussian_SpeakRussian()
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var (caseId, job) = await world.BookedAsync();
        using var anna = await JobVisitor.SignInAsync(world, AccountRole.Administrator);
        using var chosen = await anna.SubmitAsync("/language", "/jobs", ("language", "ru"), ("then", "/jobs"));

        var page = WebUtility.HtmlDecode(await anna.PageAsync($"/hangfire/jobs/details/{job}"));

        Assert.Contains("<html lang=\"ru\">", page, StringComparison.Ordinal);
        Assert.Contains("· sales · попытка 1", page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/cases/{caseId}\">", page, StringComparison.Ordinal);
        Assert.Contains("По сроку", page, StringComparison.Ordinal);
        Assert.Contains("Ждут оператора", await anna.PageAsync("/hangfire/words"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_OfTheDashboard_ComeWithATokenOnly()
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        await world.BookedAsync();
        using var viewer = await JobVisitor.SignInAsync(world, AccountRole.Viewer);
        var metrics = new[] { ("metrics[]", "orchestrator:waiting"), ("metrics[]", "scheduled:count") };

        using var without = await viewer.PostAsync("/hangfire/stats", null, metrics);
        using var with = await viewer.PostAsync("/hangfire/stats", await viewer.TokenAsync(), metrics);

        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        var figures = await with.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("1", figures.GetProperty("orchestrator:waiting").GetProperty("value").GetString());
        Assert.Equal("1", figures.GetProperty("scheduled:count").GetProperty("value").GetString());
    }

    private static async Task<string> SaidAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("said").GetString()!;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private async Task<JobWorld> OpenAsync() => await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync());
}
