using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Access;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Notify;

namespace Orchestrator.IntegrationTests.Jobs;

/// <summary>Jobs as programs get to see them, and the console's own page of them, over HTTP.</summary>
public sealed class JobPageTests(PostgresOfNotices postgres) : IClassFixture<PostgresOfNotices>
{
    [Fact]
    public async Task Api_DeadJob_IsListedByStateAndCaseAndRetriedByAnAdministratorsKeyOnly()
    {
        await using var world = await OpenAsync();
        var (caseId, dead) = await world.FailedAsync("+79161230046");
        using var reader = await JobVisitor.ProgramAsync(world, "read");
        using var admin = await JobVisitor.ProgramAsync(world, "admin");

        foreach (var query in new[] { "state=dead", $"case={caseId}", $"state=dead&case={caseId}", "kind=wake_up" })
        {
            var listed = Assert.Single(await ItemsAsync(reader, query));
            Assert.Equal((Text(dead), "wake_up", "dead", "Call back +7916…46 · sales · attempt 1"), (listed.GetProperty("id").GetString(), Word(listed, "kind"), Word(listed, "state"), Word(listed, "name")));
        }

        Assert.Empty(await ItemsAsync(reader, "state=misfired"));
        Assert.Empty(await ItemsAsync(reader, "kind=sweep&state=dead"));
        var job = await reader.Http.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{dead}");
        Assert.Equal(2, job.GetProperty("attempt").GetInt32());
        Assert.Contains("planted fault: password=…", Word(job, "error"), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", job.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Http.PostAsync($"/api/v1/jobs/{dead}/retry", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Http.PostAsync($"/api/v1/jobs/{Guid.NewGuid()}/retry", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.Http.GetAsync("/api/v1/jobs/424242")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await reader.Http.GetAsync("/api/v1/jobs?case=x&state=y")).StatusCode);

        await world.MendAsync(caseId);
        using var retried = await admin.Http.PostAsync($"/api/v1/jobs/{dead}/retry", null);

        Assert.Equal(HttpStatusCode.OK, retried.StatusCode);
        await world.JobAsync(caseId, j => j is { State: CaseState.Ready, JobState: "Processing" });
        Assert.Equal(HttpStatusCode.Conflict, (await admin.Http.PostAsync($"/api/v1/jobs/{dead}/retry", null)).StatusCode);
        Assert.Equal("running", Word(Assert.Single(await ItemsAsync(reader, $"case={caseId}")), "state"));
        await world.Database.InTransactionAsync(tx => tx.Instances.BeatAsync("one"), default);
        var instance = (await reader.Http.GetFromJsonAsync<JsonElement>("/api/v1/instances")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("one", true, 1), (Word(instance, "name"), instance.GetProperty("alive").GetBoolean(), instance.GetProperty("running_jobs").GetInt32()));
    }

    [Fact]
    public async Task Api_ManyJobs_ComeInPagesOverAllStatesEachOnce()
    {
        await using var world = await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync(), engine: false);
        var jobs = new HashSet<string>();
        for (var i = 0; i < 23; i++)
            jobs.Add(Text((await world.BookedAsync(dueIn: i % 2 == 0 ? TimeSpan.FromHours(1) : TimeSpan.Zero)).JobId)); // scheduled, and in the queue
        using var reader = await JobVisitor.ProgramAsync(world, "read");

        var cursor = "";
        do
        {
            var page = await reader.Http.GetFromJsonAsync<JsonElement>($"/api/v1/jobs?limit=5{cursor}");
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 5);
            foreach (var job in page.GetProperty("items").EnumerateArray())
                Assert.True(jobs.Remove(Word(job, "id")!));
            cursor = page.GetProperty("next").GetString() is { } next ? "&cursor=" + next : "";
        }
        while (cursor.Length > 0);

        Assert.Empty(jobs);
    }

    [Fact]
    public async Task Page_OfJobs_IsServedToAViewerWithNumbersMaskedAndWithoutActions()
    {
        await using var world = await OpenAsync();
        var number = JobWorld.NewNumber();
        var (caseId, failed) = await world.FailedAsync(number);
        using var viewer = await JobVisitor.SignInAsync(world, AccountRole.Viewer);

        foreach (var path in new[] { "/jobs", $"/jobs?find={caseId}", $"/cases/{caseId}" })
        {
            var page = await viewer.PageAsync(path);
            Assert.DoesNotContain(number, page, StringComparison.Ordinal);
            Assert.DoesNotContain("/pause\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
            Assert.Contains($"href=\"/hangfire/jobs/details/{failed}\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("One job failed", await viewer.PageAsync("/jobs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_ByNumberOrCase_FindsTheCasesJob()
    {
        await using var world = await OpenAsync();
        var number = JobWorld.NewNumber();
        var (caseId, job) = await world.BookedAsync(number);
        using var someone = await JobVisitor.SignInAsync(world, AccountRole.Operator);

        foreach (var text in new[] { Uri.EscapeDataString(number), "8" + number[2..], caseId.ToString(), caseId.ToString("N")[..20] })
        {
            var page = await someone.PageAsync($"/jobs?find={text}");
            Assert.Contains(number, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
            Assert.Contains($"/hangfire/jobs/details/{job}", page, StringComparison.Ordinal);
        }

        Assert.Contains("Nothing matches.", await someone.PageAsync("/jobs?find=%3Cscript%3E"), StringComparison.Ordinal);
        Assert.Contains("Nothing matches.", await someone.PageAsync("/jobs?find=" + new string('7', 60)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actions_OfAnAdministrator_PauseAndResumeWithAReasonThatThePageTells()
    {
        await using var world = await OpenAsync();
        using var anna = await JobVisitor.SignInAsync(world, AccountRole.Administrator);

        using var without = await anna.SubmitAsync("/jobs/recurring/sweep/pause", "/jobs", ("reason", " "));
        using var done = await anna.SubmitAsync("/jobs/recurring/sweep/pause", "/jobs", ("reason", "<b>upgrade</b>"));
        var paused = await anna.PageAsync("/jobs");
        using var resumed = await anna.SubmitAsync("/jobs/recurring/sweep/resume", "/jobs");

        Assert.Contains("200", without.Headers.Location!.OriginalString, StringComparison.Ordinal); // give a text of up to 200 characters
        Assert.Contains("&lt;b&gt;upgrade&lt;/b&gt;", paused, StringComparison.Ordinal);
        Assert.DoesNotContain("upgrade", await anna.PageAsync("/jobs"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.SubmitAsync("/jobs/recurring/wake-up/pause", "/jobs", ("reason", "x"))).StatusCode);
    }

    private static async Task<IReadOnlyList<JsonElement>> ItemsAsync(JobVisitor reader, string query) =>
        [.. (await reader.Http.GetFromJsonAsync<JsonElement>($"/api/v1/jobs?{query}")).GetProperty("items").EnumerateArray()];

    private static string? Word(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private async Task<JobWorld> OpenAsync() => await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync());
}
