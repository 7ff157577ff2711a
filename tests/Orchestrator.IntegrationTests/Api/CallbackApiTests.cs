using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api;

namespace Orchestrator.IntegrationTests.Api;

/// <summary>Callbacks that a form or a CRM asks for, and what it may know and decide about a number.</summary>
public sealed class CallbackApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static int lastNumber = 163_000_000;

    [Fact]
    public async Task Ask_NewNumber_Is201WithACaseThatTellsOfTheWish()
    {
        using var client = await host.ClientAsync("write");
        var number = NewNumber();

        using var answer = await AskAsync(client, new { number, queue = "sales", name = "<b>Anna", comment = "About\nthe offer" });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var c = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"/api/v1/cases/{c.GetProperty("id").GetGuid()}", answer.Headers.Location!.OriginalString);
        Assert.Equal((number, "sales"), (c.GetProperty("number").GetString(), c.GetProperty("policy").GetString()));
        var call = c.GetProperty("missed_calls")[0];
        Assert.Equal(
            ("requested", "sales", "<b>Anna", "About\nthe offer"),
            (call.GetProperty("reason").GetString(), call.GetProperty("queue").GetString(), call.GetProperty("caller_name").GetString(), call.GetProperty("comment").GetString()));
        var wish = Timeline(c, "requested").Single();
        Assert.StartsWith("API key 'write-", wish.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", wish.GetProperty("text").GetString(), StringComparison.Ordinal); // a stranger's words are data only
        Assert.Equal("<b>Anna", wish.GetProperty("data").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Ask_NumberWithAnOpenCase_Is200AndJoinsIt()
    {
        using var client = await host.ClientAsync("write");
        var number = NewNumber();
        var id = await host.SeedCaseAsync(number);

        using var answer = await AskAsync(client, new { number, policy = "sales" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var c = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(id, c.GetProperty("id").GetGuid());
        Assert.Equal(2, c.GetProperty("missed_calls").GetArrayLength());
    }

    [Fact]
    public async Task Ask_NotBefore_IsKeptByThePlan()
    {
        using var client = await host.ClientAsync("write");
        var at = (await NowAsync()).Plus(Duration.FromHours(5)).ToDateTimeOffset();

        using var answer = await AskAsync(client, new { number = NewNumber(), queue = "sales", not_before = at });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var c = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(c.GetProperty("next_attempt_at").GetDateTimeOffset() >= at.AddMilliseconds(-1));
    }

    [Fact]
    public async Task Ask_WhatCannotBe_Is422AndSaysWhyAndWhatCanAndWritesNothing()
    {
        using var client = await host.ClientAsync("write");
        var number = NewNumber();
        var late = (await NowAsync()).Plus(Duration.FromDays(80)).ToDateTimeOffset();

        Assert.Contains("sales", await ProblemAsync(await AskAsync(client, new { number, policy = "sails" }), Problems.Impossible, "policy"), StringComparison.Ordinal);
        Assert.Contains("sales", await ProblemAsync(await AskAsync(client, new { number, queue = "nobody's" }), Problems.Impossible, "queue"), StringComparison.Ordinal);
        Assert.Contains("gives this case up", await ProblemAsync(await AskAsync(client, new { number, queue = "sales", not_before = late }), Problems.Impossible, "not_before"), StringComparison.Ordinal);
        await ProblemAsync(await AskAsync(client, new { number = "101", queue = "sales" }), Problems.Impossible, "number");
        await ProblemAsync(await AskAsync(client, new { number, queue = "sales", @operator = "101; originate" }), Problems.Impossible, "operator");
        Assert.Contains("deny +7840*", await ProblemAsync(await AskAsync(client, new { number = "+78401234567", queue = "sales" }), Problems.NumberRefused), StringComparison.Ordinal);
        Assert.Contains("kinds (premium rate)", await ProblemAsync(await AskAsync(client, new { number = "+78091234567", queue = "sales" }), Problems.NumberRefused), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("missed_call", number));
    }

    [Theory]
    [InlineData("+791612300420")]
    [InlineData("791612300420")]
    [InlineData("+7916000520")]
    public async Task Ask_NumberNotAsLongAsItsCountrys_Is422AndSaysSo(string number)
    {
        using var client = await host.ClientAsync("write");

        var why = await ProblemAsync(await AskAsync(client, new { number, queue = "sales" }), Problems.Impossible, "number");

        Assert.Contains("not as long as a number of its country (+7)", why, StringComparison.Ordinal);
        Assert.Equal(0, await host.Database.InTransactionAsync(tx => tx.GetAsync<long>("select count(*) from missed_call where caller_number = @number", new { number }), default));
    }

    /// <summary>One person is one number, however a form, a path or a person at a keyboard writes it.</summary>
    [Fact]
    public async Task DoNotCall_SetInOneSpelling_HoldsInAll()
    {
        using var client = await host.ClientAsync("write");
        var number = NewNumber();
        var atHome = "8" + number[2..];

        using var set = await client.PutAsJsonAsync($"/api/v1/numbers/{atHome}/rules/do_not_call", new { reason = "asked for it" });

        Assert.Equal(number, (await set.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString());
        foreach (var spelling in new[] { number, number[1..], atHome, number[2..], $"+7 (8) {number[2..5]} {number[5..]}", $"tel:{number}", $"810{number[1..]}" })
            await ProblemAsync(await AskAsync(client, new { number = spelling, queue = "sales" }), Problems.NumberRefused);
        Assert.Equal(0, await CountAsync("missed_call", number));
    }

    [Fact]
    public async Task Number_Seen_IsShownWithRegionKindPlaceAndZones()
    {
        using var client = await host.ClientAsync("read");

        var view = await client.GetFromJsonAsync<JsonElement>("/api/v1/numbers/84951234568");

        Assert.Equal(
            ("+74951234568", "RU", "fixed_line", true, "Moscow", "Europe/Moscow"),
            (view.GetProperty("number").GetString(), view.GetProperty("region").GetString(), view.GetProperty("kind").GetString(), view.GetProperty("known").GetBoolean(),
                view.GetProperty("place").GetString(), view.GetProperty("time_zones")[0].GetString()));
    }

    [Theory]
    [InlineData("""{"queue":"sales"}""")]
    [InlineData("""{"number":"+79161234567"}""")]
    [InlineData("""{"number":"+79161234567","queue":"sales","comment":""}""")]
    [InlineData("""{"number":"+79161234567","queue":"sales","name":"two\nlines"}""")]
    [InlineData("""{"number":"+79161234567","queue":"sales","not_before":"tomorrow"}""")]
    [InlineData("""{"number":"+79161234567","queue":"sales","nam":"Anna"}""")]
    [InlineData("")]
    public async Task Ask_BodyThatIsWrong_Is400(string body)
    {
        using var client = await host.ClientAsync("write");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        await ProblemAsync(await client.PostAsync("/api/v1/callbacks", content), Problems.InvalidRequest);
    }

    [Fact]
    public async Task Ask_WithAReadKey_Is403()
    {
        using var client = await host.ClientAsync("read");

        await ProblemAsync(await AskAsync(client, new { number = NewNumber(), queue = "sales" }), Problems.Forbidden);
    }

    [Fact]
    public async Task Ask_SameKeyAndBodyAgain_IsTheSameAnswerAndNothingIsDone()
    {
        using var client = await host.ClientAsync("write");
        var number = NewNumber();
        var key = Guid.NewGuid().ToString();

        using var first = await AskAsync(client, new { number, queue = "sales", name = "Anna" }, key);
        using var again = await AskAsync(client, new { name = "Anna", queue = "sales", number }, key); // the order of fields says nothing

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(1, await CountAsync("missed_call", number));
    }

    [Fact]
    public async Task Ask_SameKeyWithAnotherBody_Is422()
    {
        using var client = await host.ClientAsync("write");
        var key = Guid.NewGuid().ToString();
        using var first = await AskAsync(client, new { number = NewNumber(), queue = "sales" }, key);
        var other = NewNumber();

        await ProblemAsync(await AskAsync(client, new { number = other, queue = "sales" }, key), Problems.KeyReused);

        Assert.Equal(0, await CountAsync("missed_call", other));
    }

    [Fact]
    public async Task Ask_SameKeyOfAnotherSender_IsAnotherRequest()
    {
        using var one = await host.ClientAsync("write");
        using var two = await host.ClientAsync("write");
        var key = Guid.NewGuid().ToString();

        using var first = await AskAsync(one, new { number = NewNumber(), queue = "sales" }, key);
        using var second = await AskAsync(two, new { number = NewNumber(), queue = "sales" }, key);

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    [Fact]
    public async Task Ask_KeyOlderThanADay_IsANewRequest()
    {
        using var client = await host.ClientAsync("write");
        var key = Guid.NewGuid().ToString();
        using var first = await AskAsync(client, new { number = NewNumber(), queue = "sales" }, key);
        await host.Database.InTransactionAsync(tx => tx.ExecuteAsync("update kept_answer set at = at - interval '25 hours' where idempotency_key = @key", new { key }), default);

        using var second = await AskAsync(client, new { number = NewNumber(), queue = "sales" }, key);

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    [Fact]
    public async Task Ask_KeyThatIsUnderWay_Is409()
    {
        using var client = await host.ClientAsync("write");
        var key = Guid.NewGuid().ToString();
        var name = await host.Database.InTransactionAsync(tx => tx.GetAsync<string>("select name from api_key order by created_at desc, name limit 1"), default);

        await host.Database.InTransactionAsync(
            async tx =>
            {
                Assert.True(await tx.KeptAnswers.TryTakeKeyAsync(name, key)); // another request of this sender is in the middle of its work
                await ProblemAsync(await AskAsync(client, new { number = NewNumber(), queue = "sales" }, key), Problems.InFlight);
                return true;
            },
            default);
    }

    [Fact]
    public async Task Ask_ManyAtOnceWithOneKey_OpenOneCase()
    {
        using var client = await host.ClientAsync("write");
        var number = NewNumber();
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => AskAsync(client, new { number, queue = "sales" }, key)));

        Assert.All(answers, a => Assert.Contains(a.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(1, await CountAsync("missed_call", number));
        Assert.Equal(1, await CountAsync("callback_case", number));
    }

    [Fact]
    public async Task DoNotCall_Set_ClosesTheCaseAndRefusesCallbacksUntilLifted()
    {
        using var client = await host.ClientAsync("write");
        var number = NewNumber();
        var id = await host.SeedCaseAsync(number);
        var address = $"/api/v1/numbers/{number[1..]}";

        using var set = await client.PutAsJsonAsync($"{address}/rules/do_not_call", new { reason = "asked for it" });

        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        var view = await set.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((false, "do_not_call"), (view.GetProperty("may_call").GetBoolean(), view.GetProperty("refused_by").GetString()));
        Assert.Equal("opted_out", view.GetProperty("cases")[0].GetProperty("disposition").GetString());
        Assert.Equal(id, view.GetProperty("cases")[0].GetProperty("id").GetGuid());
        Assert.Contains("asked for it", await ProblemAsync(await AskAsync(client, new { number, queue = "sales" }), Problems.NumberRefused), StringComparison.Ordinal);

        await ProblemAsync(await client.DeleteAsync($"{address}/rules/do_not_call"), Problems.InvalidRequest);
        using var lifted = await client.DeleteAsync($"{address}/rules/do_not_call?reason=by%20mistake");
        Assert.True((await lifted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("may_call").GetBoolean());
        await ProblemAsync(await client.DeleteAsync($"{address}/rules/do_not_call?reason=again"), Problems.NotFound);
        using var answer = await AskAsync(client, new { number, queue = "sales" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Rule_WrongInSomeWay_Is400Or404AndNeedsWrite()
    {
        using var client = await host.ClientAsync("write");
        using var reader = await host.ClientAsync("read");
        var address = $"/api/v1/numbers/{NewNumber()}/rules";

        await ProblemAsync(await client.PutAsJsonAsync($"{address}/vip", new { reason = "" }), Problems.InvalidRequest);
        await ProblemAsync(await client.PutAsJsonAsync($"{address}/vip", new { reason = "x", expires_at = "2020-01-01T00:00:00Z" }), Problems.InvalidRequest);
        await ProblemAsync(await client.PutAsJsonAsync($"{address}/golden", new { reason = "x" }), Problems.NotFound);
        await ProblemAsync(await client.PutAsJsonAsync("/api/v1/numbers/12/rules/vip", new { reason = "x" }), Problems.InvalidRequest);
        await ProblemAsync(await reader.PutAsJsonAsync($"{address}/vip", new { reason = "x" }), Problems.Forbidden);
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/callbacks") { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request);
    }

    private static IEnumerable<JsonElement> Timeline(JsonElement c, string kind) =>
        c.GetProperty("timeline").EnumerateArray().Where(e => e.GetProperty("kind").GetString() == kind);

    private static string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"+79{Interlocked.Increment(ref lastNumber)}");

    private Task<long> CountAsync(string table, string number) =>
        host.Database.InTransactionAsync(tx => tx.GetAsync<long>($"select count(*) from {table} where number = @number", new { number }), default);

    private Task<Instant> NowAsync() => host.Database.InTransactionAsync(tx => Task.FromResult(tx.Now), default);

    /// <returns>What the problem says.</returns>
    private static async Task<string> ProblemAsync(HttpResponseMessage answer, ProblemKind kind, string? field = null)
    {
        using (answer)
        {
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((kind.Type, kind.Status), (problem.GetProperty("type").GetString(), (int)answer.StatusCode));
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            if (field is not null)
                Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field).GetString()!);
            return problem.GetProperty("detail").GetString()!;
        }
    }
}
