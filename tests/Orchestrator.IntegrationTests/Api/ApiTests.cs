using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api;

namespace Orchestrator.IntegrationTests.Api;

public sealed class ApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static int lastNumber = 161_000_000;

    [Fact]
    public async Task Get_WithAReadKey_IsServedAndTheUseIsNoted()
    {
        using var client = await host.ClientAsync("read");

        var policies = await GetAsync(client, "/api/v1/policies");

        Assert.Equal("sales", policies.GetProperty("items")[0].GetProperty("policy").GetString());
        var used = await host.Database.InTransactionAsync(tx => tx.GetAsync<bool>("select bool_or(last_used_at is not null) from api_key where scope = 'read'"), default);
        Assert.True(used);
    }

    [Fact]
    public async Task Get_WithARevokedKey_Is401()
    {
        using var client = await host.ClientAsync("admin");
        await host.Database.InTransactionAsync(tx => tx.ExecuteAsync("update api_key set revoked_at = now() where scope = 'admin'"), default);

        await AssertProblemAsync(await client.GetAsync("/api/v1/policies"), Problems.Unauthorized);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("call-now")]
    [InlineData("postpone")]
    public async Task Post_WithAReadKey_Is403AndChangesNothing(string action)
    {
        using var client = await host.ClientAsync("read");
        var id = await host.SeedCaseAsync(NewNumber());

        await AssertProblemAsync(await client.PostAsJsonAsync($"/api/v1/cases/{id}/{action}", new { }), Problems.Forbidden);

        Assert.Equal("waiting", (await GetAsync(client, $"/api/v1/cases/{id}")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Cases_PagedThrough_GiveEachRowOnceNewestFirstWhateverComesMeanwhile()
    {
        using var client = await host.ClientAsync("read");
        var opened = Instant.FromUtc(2026, 1, 1, 0, 0);
        var seeded = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            seeded.Add(await host.SeedCaseAsync(NewNumber(), "paged", opened + Duration.FromMinutes(i / 2))); // pairs at the same instant
        }

        var seen = new List<Guid>();
        string? next = null;
        do
        {
            var page = await GetAsync(client, "/api/v1/cases?policy=paged&limit=3" + (next is null ? "" : "&cursor=" + next));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("id").GetGuid()));
            next = page.GetProperty("next").GetString();
            await host.SeedCaseAsync(NewNumber(), "paged"); // newer than the first page
        }
        while (next is not null);

        Assert.Equal(seeded.Order(), seen.Order());
        Assert.Equal(seeded[^1], seen[0]);
    }

    [Fact]
    public async Task Cases_Filtered_GiveThoseThatFitAllFilters()
    {
        using var client = await host.ClientAsync("read");
        var number = NewNumber();
        var id = await host.SeedCaseAsync(number, openedAt: Instant.FromUtc(2026, 2, 1, 12, 0));
        await host.SeedCaseAsync(NewNumber(), openedAt: Instant.FromUtc(2026, 2, 1, 12, 0));
        var query = $"/api/v1/cases?state=waiting&policy=sales&number={Uri.EscapeDataString(number)}";

        Assert.Equal(id, Items(await GetAsync(client, query + "&from=2026-02-01T15:00:00%2B03:00&to=2026-02-01T12:00:01Z")).Single().GetProperty("id").GetGuid());
        Assert.Empty(Items(await GetAsync(client, query + "&to=2026-02-01T12:00:00Z")));
        Assert.Empty(Items(await GetAsync(client, query.Replace("waiting", "closed", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Cases_TamperedCursor_Is400()
    {
        using var client = await host.ClientAsync("read");

        await AssertProblemAsync(await client.GetAsync("/api/v1/cases?cursor=AAAA&limit=x"), Problems.InvalidRequest, "cursor", "limit");
    }

    [Fact]
    public async Task Case_WithAnAttempt_HasItsPartsInOrder()
    {
        using var client = await host.ClientAsync("read");
        var number = NewNumber();
        var id = await host.SeedCaseAsync(number);
        await host.SeedAttemptAsync(id, running: false);

        var c = await GetAsync(client, $"/api/v1/cases/{id}");

        Assert.Equal(number, c.GetProperty("number").GetString());
        Assert.NotNull(c.GetProperty("next_attempt_at").GetString());
        Assert.Equal(7.5, c.GetProperty("missed_calls")[0].GetProperty("waited_seconds").GetDouble());
        var attempt = c.GetProperty("attempts")[0];
        Assert.Equal("busy", attempt.GetProperty("outcome").GetString());
        Assert.Equal(["operator", "customer"], attempt.GetProperty("legs").EnumerateArray().Select(l => l.GetProperty("role").GetString()));
        Assert.Equal(486, attempt.GetProperty("legs")[1].GetProperty("sip_code").GetInt32());
        Assert.Equal("v1", c.GetProperty("timeline")[0].GetProperty("data").GetProperty("policy_version").GetString());
    }

    [Fact]
    public async Task Case_ChangedWhileItIsRead_IsReadAsOfOneMoment()
    {
        var id = await host.SeedCaseAsync(NewNumber());

        var entries = await host.Database.ReadAsync(
            async tx =>
            {
                await tx.GetAsync<string>("select state from callback_case where id = @id", new { id });
                await host.Database.InTransactionAsync(
                    async other =>
                    {
                        await other.Timeline.TellAsync(id, "note", new Reason.Quoted("Meanwhile."));
                        return await other.ExecuteAsync("update callback_case set next_attempt_why = 'changed meanwhile' where id = @id", new { id });
                    },
                    default);
                return (await tx.CaseViews.FindAsync(id))!;
            },
            default);

        Assert.Equal(("first attempt after 1h", 1), (entries.NextAttemptWhy?.ToString(), entries.Timeline.Count));
    }

    [Fact]
    public async Task Case_Unknown_Is404()
    {
        using var client = await host.ClientAsync("read");

        await AssertProblemAsync(await client.GetAsync($"/api/v1/cases/{Guid.NewGuid()}"), Problems.NotFound);
        await AssertProblemAsync(await client.GetAsync("/api/v1/cases/one"), Problems.NotFound);
    }

    [Fact]
    public async Task MissedCalls_OfANumber_HaveTheirCaseAndAreNoHtml()
    {
        using var client = await host.ClientAsync("read");
        var number = NewNumber();
        var id = await host.SeedCaseAsync(number);

        using var answer = await client.GetAsync($"/api/v1/missed-calls?reason=abandoned&queue=sales&number={Uri.EscapeDataString(number)}");

        var call = Items(await answer.Content.ReadFromJsonAsync<JsonElement>()).Single();
        Assert.Equal(id, call.GetProperty("case_id").GetGuid());
        Assert.Equal("<script>", call.GetProperty("caller_name").GetString());
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Cancel_WaitingCase_ClosesItAsWithdrawnWithTheReason()
    {
        using var client = await host.ClientAsync("write");
        var id = await host.SeedCaseAsync(NewNumber());

        using var answer = await client.PostAsJsonAsync($"/api/v1/cases/{id}/cancel", new { reason = "wrong number" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var c = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("closed", "withdrawn"), (c.GetProperty("state").GetString(), c.GetProperty("disposition").GetString()));
        Assert.EndsWith(": wrong number", c.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Null(c.GetProperty("next_attempt_at").GetString());
        Assert.Equal("closed", c.GetProperty("timeline").EnumerateArray().Last().GetProperty("kind").GetString());

        await AssertProblemAsync(await client.PostAsync($"/api/v1/cases/{id}/cancel", null), Problems.Conflict);
        await AssertProblemAsync(await client.PostAsync($"/api/v1/cases/{id}/call-now", null), Problems.Conflict);
    }

    [Fact]
    public async Task Cancel_CaseWithARunningAttempt_Is202AndTheCaseWaitsForItsEnd()
    {
        using var client = await host.ClientAsync("write");
        var id = await host.SeedCaseAsync(NewNumber());
        await host.SeedAttemptAsync(id, running: true);

        using var answer = await client.PostAsync($"/api/v1/cases/{id}/cancel", null);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("calling", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        await AssertProblemAsync(await client.PostAsync($"/api/v1/cases/{id}/call-now", null), Problems.Conflict);
    }

    [Fact]
    public async Task CallNow_WaitingCase_IsAskedForAndSaysWhoDid()
    {
        using var client = await host.ClientAsync("write");
        var id = await host.SeedCaseAsync(NewNumber());

        using var answer = await client.PostAsync($"/api/v1/cases/{id}/call-now", null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var c = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains(c.GetProperty("state").GetString(), new[] { "ready", "waiting" }); // by the opening hours of this moment
        Assert.Contains(c.GetProperty("timeline").EnumerateArray(), e =>
            e.GetProperty("kind").GetString() == "called_now" && e.GetProperty("text").GetString()!.StartsWith("API key 'write-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Postpone_WaitingCase_MovesItsNextAttemptToThenOrLater()
    {
        using var client = await host.ClientAsync("write");
        var id = await host.SeedCaseAsync(NewNumber());
        var now = await host.Database.InTransactionAsync(tx => Task.FromResult(tx.Now), default);
        var until = (now + Duration.FromHours(2)).ToDateTimeOffset();

        using var answer = await client.PostAsJsonAsync($"/api/v1/cases/{id}/postpone", new { until });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var c = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("waiting", c.GetProperty("state").GetString());
        Assert.True(c.GetProperty("next_attempt_at").GetDateTimeOffset() >= until.AddMilliseconds(-1));
    }

    [Theory]
    [InlineData("""{"until":"tomorrow"}""")]
    [InlineData("""{"until":"2020-01-01T00:00:00Z"}""")]
    [InlineData("""{"until":"9000-01-01T00:00:00Z"}""")]
    [InlineData("""{"untill":"2026-12-01T00:00:00Z"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"until":""")]
    [InlineData("")]
    public async Task Postpone_BodyThatIsWrong_Is400(string body)
    {
        using var client = await host.ClientAsync("write");
        var id = await host.SeedCaseAsync(NewNumber());
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        await AssertProblemAsync(await client.PostAsync($"/api/v1/cases/{id}/postpone", content), Problems.InvalidRequest);
    }

    [Fact]
    public async Task Ready_WithoutEngineAndAsterisk_Is503AndSaysWhatIsMissing()
    {
        using var client = await host.ClientAsync(null);

        using var answer = await client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var report = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(report.GetProperty("postgres").GetProperty("ok").GetBoolean());
        Assert.False(report.GetProperty("job_engine").GetProperty("ok").GetBoolean());
        Assert.False(report.GetProperty("pbx")[0].GetProperty("ami").GetProperty("ok").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
    }

    private static string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"+79{Interlocked.Increment(ref lastNumber)}");

    private static JsonElement.ArrayEnumerator Items(JsonElement list) => list.GetProperty("items").EnumerateArray();

    private static async Task<JsonElement> GetAsync(HttpClient client, string path) => await client.GetFromJsonAsync<JsonElement>(path);

    private static async Task AssertProblemAsync(HttpResponseMessage answer, ProblemKind kind, params string[] parameters)
    {
        using (answer)
        {
            Assert.Equal((HttpStatusCode)kind.Status, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(kind.Type, problem.GetProperty("type").GetString());
            Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
            Assert.All(parameters, p => Assert.NotEmpty(problem.GetProperty("errors").GetProperty(p).GetString()!));
        }
    }
}
