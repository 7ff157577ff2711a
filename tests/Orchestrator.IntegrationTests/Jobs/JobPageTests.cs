using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Access;
using Orchestrator.Api.Keys;
using Orchestrator.IntegrationTests.Notify;
using Orchestrator.Storage;

namespace Orchestrator.IntegrationTests.Jobs;

/// <summary>Jobs as people and programs get to see them, over HTTP.</summary>
public sealed class JobPageTests(PostgresOfNotices postgres) : IClassFixture<PostgresOfNotices>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Api_DeadWakeUp_IsListedByStateAndCaseAndRetriedByAnAdministratorsKeyOnly()
    {
        await using var world = await OpenAsync();
        var (caseId, dead) = await DeadAsync(world);
        using var reader = await ClientAsync(world, "read");
        using var admin = await ClientAsync(world, "admin");

        var listed = (await reader.GetFromJsonAsync<JsonElement>($"/api/v1/jobs?state=dead&case={caseId}")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal((dead, "wake_up", 2), (listed.GetProperty("id").GetGuid(), listed.GetProperty("kind").GetString(), listed.GetProperty("attempt").GetInt32()));
        var run = await reader.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{dead}");
        Assert.DoesNotContain("hunter2", run.GetProperty("exception").GetString()!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync($"/api/v1/jobs/{dead}/retry", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync($"/api/v1/jobs/{Guid.NewGuid()}/retry", null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await reader.GetAsync("/api/v1/jobs?case=x&state=y")).StatusCode);

        await world.MendAsync(caseId);
        using var retried = await admin.PostAsync($"/api/v1/jobs/{dead}/retry", null);

        Assert.Equal("retried", (await retried.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("settled_as").GetString());
        await world.RunsAsync(caseId, r => r is [{ State: "succeeded" }, ..]);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PostAsync($"/api/v1/jobs/{dead}/retry", null)).StatusCode);
        var instance = (await reader.GetFromJsonAsync<JsonElement>("/api/v1/instances")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("one", true), (instance.GetProperty("name").GetString(), instance.GetProperty("alive").GetBoolean()));
    }

    [Fact]
    public async Task Pages_OfJobs_AreServedToAViewerWithNumbersMaskedAndWithoutActions()
    {
        await using var world = await OpenAsync();
        var number = JobWorld.NewNumber();
        var (caseId, dead) = await DeadAsync(world, number);
        using var viewer = await SignInAsync(world, AccountRole.Viewer);

        foreach (var path in new[] { "/jobs", "/jobs?state=dead", "/jobs?state=overdue", "/jobs?state=scheduled", "/jobs?state=succeeded", $"/jobs/{dead}", $"/jobs/cases/{caseId}", "/jobs/recurring/sweep" })
        {
            using var answer = await viewer.GetAsync(path);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain(number, page, StringComparison.Ordinal);
            Assert.DoesNotContain("/retry\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        }

        using var refused = await viewer.PostAsync($"/jobs/{dead}/retry", await FormAsync(viewer, "/jobs"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("dead", (await world.ListAsync(new JobRunFilter(CaseIds: [caseId])))[0].State);
    }

    [Fact]
    public async Task Search_ByNumberOrCase_LeadsToTheCasesWakeUp()
    {
        await using var world = await OpenAsync();
        var number = JobWorld.NewNumber();
        var caseId = await world.CaseAsync(number, TimeSpan.FromHours(1));
        using var someone = await SignInAsync(world, AccountRole.Operator);

        foreach (var text in new[] { Uri.EscapeDataString(number), "8" + number[2..], caseId.ToString(), caseId.ToString("N")[..20] })
        {
            using var answer = await someone.GetAsync($"/jobs?find={text}");
            Assert.Equal($"/jobs/cases/{caseId}", answer.RequestMessage!.RequestUri!.AbsolutePath);
            Assert.Contains(number, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        Assert.Contains("Nothing matches.", await someone.GetStringAsync("/jobs?find=%3Cscript%3E"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actions_OfAnAdministrator_PauseAndResumeWithAReasonThatThePageTells()
    {
        await using var world = await OpenAsync();
        using var anna = await SignInAsync(world, AccountRole.Administrator);

        await anna.PostAsync("/jobs/recurring/sweep/pause", await FormAsync(anna, "/jobs/recurring/sweep", ("reason", "<b>upgrade</b>")));
        var paused = await anna.GetStringAsync("/jobs");
        await anna.PostAsync("/jobs/recurring/sweep/resume", await FormAsync(anna, "/jobs/recurring/sweep"));

        Assert.Contains("&lt;b&gt;upgrade&lt;/b&gt;", paused, StringComparison.Ordinal);
        Assert.DoesNotContain("upgrade", await anna.GetStringAsync("/jobs"), StringComparison.Ordinal);
    }

    private async Task<JobWorld> OpenAsync() => await JobWorld.StartAsync(await postgres.Server.CreateDatabaseAsync());

    /// <summary>A case whose wake-up has failed for good.</summary>
    private static async Task<(Guid CaseId, Guid Run)> DeadAsync(JobWorld world, string? number = null)
    {
        var caseId = await world.CaseAsync(number);
        await world.BreakAsync(caseId);
        await world.Steering.WakeNowAsync(caseId, new Actor("tests"), default);
        return (caseId, (await world.RunsAsync(caseId, r => r is [{ State: "dead" }, ..]))[0].Id);
    }

    private static async Task<HttpClient> ClientAsync(JobWorld world, string scope)
    {
        var key = ApiKey.New();
        await world.Database.InTransactionAsync(tx => tx.AddApiKeyAsync(scope, ApiKey.Hash(key), scope), default);
        var client = new HttpClient { BaseAddress = world.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static async Task<HttpClient> SignInAsync(JobWorld world, AccountRole role)
    {
        await world.Services.GetRequiredService<Accounts>().AddAsync("anna", role, Password, new Actor("tests"), default);
        var client = new HttpClient { BaseAddress = world.Address };
        using var answer = await client.PostAsync(AccessSetup.SignInPath, await FormAsync(client, AccessSetup.SignInPath, ("name", "anna"), ("password", Password)));
        return client;
    }

    /// <summary>A form as a page has it, with its token.</summary>
    private static async Task<FormUrlEncodedContent> FormAsync(HttpClient client, string page, params (string Name, string Value)[] fields)
    {
        var token = (await client.GetStringAsync(page)).Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        return new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
    }
}
