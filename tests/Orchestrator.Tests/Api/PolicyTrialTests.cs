using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Tests.Policies;
using Orchestrator.Web.Api;
using Xunit;

namespace Orchestrator.Tests.Api;

public sealed class PolicyTrialTests : IAsyncLifetime
{
    private const string Explain = "/api/v1/policies/explain";
    private const string Check = "/api/v1/policies/check";

    private BareApi api = null!;

    public async ValueTask InitializeAsync() => api = await BareApi.StartNewAsync(trusting: true);

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Explain_PolicyInForce_TellsItsAttempts()
    {
        var (status, answer) = await PostAsync(Explain, new { policy = "sales", missed_at = "2026-12-30 19:58", outcomes = new[] { "busy" }, number = "+79160000001" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("sales", answer.GetProperty("policy").GetString());
        Assert.Equal("2026-12-30T16:58:00+00:00", answer.GetProperty("missed_at").GetString());
        Assert.True(answer.GetProperty("number").GetProperty("vip").GetBoolean());
        Assert.Equal("busy", answer.GetProperty("attempts")[0].GetProperty("outcome").GetString());
        Assert.Equal("exhausted", answer.GetProperty("if_nobody_answers").GetProperty("disposition").GetString());
    }

    [Theory]
    [InlineData("sales", true, "this policy takes such a call")]
    [InlineData("other", false, "covers.queues of this policy does not fit")]
    public async Task Explain_Call_TellsWhetherThePolicyTakesIt(string queue, bool covered, string why)
    {
        var (_, answer) = await PostAsync(Explain, new { text = PolicyText.Least + "covers: { queues: [sales] }\n", missed_at = "2026-12-30 19:58", queue, reason = "closed" });

        var told = answer.GetProperty("covered");
        Assert.Equal((covered, why), (told.GetProperty("covered").GetBoolean(), told.GetProperty("why").GetString()));
        Assert.Equal("first attempt 30s after the missed call", answer.GetProperty("attempts")[0].GetProperty("rule").GetString());
    }

    [Fact]
    public async Task Explain_TextWithDefaults_TellsItsAttempts()
    {
        var (status, answer) = await PostAsync(
            Explain, new { text = PolicyText.Least, defaults = "hours: { mon-fri: 09:00-18:00 }", missed_at = "2026-11-20T22:00:00+03:00" });

        Assert.Equal(HttpStatusCode.OK, status);
        var avoided = answer.GetProperty("attempts")[0].GetProperty("avoided")[0];
        Assert.Equal("hours", avoided.GetProperty("rule").GetString());
        Assert.Equal("2026-11-23T06:00:00+00:00", avoided.GetProperty("until").GetString());
        Assert.Equal("2026-11-23T09:00:00+03:00", answer.GetProperty("attempts")[0].GetProperty("local").GetString());
    }

    [Theory]
    [InlineData("""{ "policy": "sales" }""", "missed_at: Write date and time")]
    [InlineData("""{ "policy": "sales", "missed_at": "now" }""", "missed_at: Write date and time")]
    [InlineData("""{ "policy": "sales", "missed_at": "2026-12-30 19:58", "outcomes": ["busi"] }""", "outcomes: Did you mean 'busy'?")]
    [InlineData("""{ "policy": "sales", "missed_at": "2026-12-30 19:58", "outcomes": [null] }""", "outcomes: Outcomes are:")]
    [InlineData("""{ "policy": "sales", "missed_at": "2026-12-30 19:58", "number": "x" }""", "number: Not a number")]
    [InlineData("""{ "policy": "sales", "missed_at": "2026-12-30 19:58", "reason": "closd" }""", "reason: Did you mean 'closed'?")]
    [InlineData("""{ "policy": "sales", "missed_at": "2026-12-30 19:58", "waited": "long" }""", "waited: Write a duration")]
    [InlineData("""{ "missed_at": "2026-12-30 19:58" }""", "policy: Give either")]
    [InlineData("""{ "policy": "sales", "text": "policy: x", "missed_at": "2026-12-30 19:58" }""", "policy: Give either")]
    [InlineData("""{ "text": "policy: x", "missed_at": "2026-12-30 19:58" }""", "text: policy.yaml:1:1: error: timezone: the field 'timezone' is missing")]
    [InlineData("""{ "policie": "sales" }""", "unknown field")]
    [InlineData("[]", "The body is not what this address takes")]
    public async Task Explain_WrongQuestion_Is400AndSaysWhatWouldBeRight(string body, string expected) => await AssertRefusedAsync(Explain, body, expected);

    [Fact]
    public async Task Explain_PolicyNotInForce_Is404()
    {
        var (status, problem) = await PostAsync(Explain, new { policy = "nobody", missed_at = "2026-12-30 19:58" });

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal(Problems.NotFound.Type, problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Check_OneText_HasItsFindings()
    {
        var (status, answer) = await PostAsync(Check, new { text = PolicyText.Least + "attempts: 0" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(answer.GetProperty("policies").EnumerateArray());
        var finding = answer.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("severity").GetString() == "error");
        Assert.Equal(("attempts", 5), (finding.GetProperty("path").GetString(), finding.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Check_FilesOfADirectory_AreReadTogether()
    {
        var again = PolicyText.Least + "hours: { mon-fri: 09:00-18:00 }";
        var (status, answer) = await PostAsync(
            Check,
            new
            {
                files = new[] { new { name = "20-again.yaml", text = again }, new { name = "10-sales.yaml", text = again } },
                defaults = "attempt: 3",
                numbers = "country: 7",
            });

        Assert.Equal(HttpStatusCode.OK, status);
        var files = answer.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("file").GetString()).ToList();
        Assert.Contains("defaults.yaml", files);
        Assert.Contains("numbers.yaml", files);
    }

    [Fact]
    public async Task Check_TwoPoliciesOfOneName_RefusesTheSecondByNameOfItsFile()
    {
        var (_, answer) = await PostAsync(
            Check, new { files = new[] { new { name = "20-again.yaml", text = PolicyText.Least }, new { name = "10-sales.yaml", text = PolicyText.Least } } });

        Assert.Equal(["sales"], answer.GetProperty("policies").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal("20-again.yaml", answer.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("severity").GetString() == "error").GetProperty("file").GetString());
    }

    [Theory]
    [InlineData("{}", "files: Give 1 to 50 files")]
    [InlineData("""{ "files": [] }""", "files: Give 1 to 50 files")]
    [InlineData("""{ "files": [{ "name": "a.yaml", "text": "" }], "text": "" }""", "files: Give 1 to 50 files")]
    [InlineData("""{ "files": [{ "name": "a.yaml" }] }""", "files: The text is missing")]
    [InlineData("""{ "files": [{ "text": "" }] }""", "files: Give each file a name")]
    [InlineData("""{ "files": [{ "name": "../a.yaml", "text": "" }] }""", "files: Give each file a name")]
    [InlineData("""{ "files": [null] }""", "files: ")]
    public async Task Check_WrongBody_Is400AndSaysWhatWouldBeRight(string body, string expected) => await AssertRefusedAsync(Check, body, expected);

    [Theory]
    [InlineData(Check)]
    [InlineData(Explain)]
    public async Task Post_TextThatIsTooLarge_Is400(string path)
    {
        var (status, problem) = await PostAsync(path, new { text = new string('a', (256 * 1024) + 1) });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("at most 256 kB", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_BodyThatIsTooLarge_Is413()
    {
        var (status, problem) = await PostAsync(Check, new { text = new string('a', 3 * 1024 * 1024) });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal(Problems.TooLarge.Type, problem.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(Check)]
    [InlineData(Explain)]
    public async Task Post_WithoutAKey_Is401(string path)
    {
        await using var strict = await BareApi.StartNewAsync();
        using var answer = await strict.Client.PostAsJsonAsync(path, new { text = "" });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task AssertRefusedAsync(string path, string body, string expected)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await api.Client.PostAsync(path, content);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync<T>(string path, T body)
    {
        using var answer = await api.Client.PostAsJsonAsync(path, body);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, json.RootElement.Clone());
    }
}
