using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Access;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using Orchestrator.IntegrationTests.Api;

namespace Orchestrator.IntegrationTests.Console;

/// <summary>The pages of the policies over files of their own. The tests of a class run one after the other.</summary>
public sealed class PolicyPageTests : IClassFixture<ApiHost>, IDisposable
{
    private const string Good = """
        policy: sales
        covers: { queues: [sales] }
        timezone: Europe/Berlin
        hours: { mon-sun: 09:00-20:00 }
        holidays: { 2027-01-01: closed }
        busy_hours: [11:00-13:00]
        retry: { no_answer: { dayparts: [10:00, 12:00, 19:00] } }
        operators: { from: queue sales }
        customer: { dial: "PJSIP/{number}@trunk" }

        """;

    private const string Numbers = "country: \"+49\"\nvip: [\"+4930123456\"]\n";
    private const string Hostile = "</textarea><script>alert(1)</script>\u202e";

    private readonly ApiHost host;
    private readonly string folder = Directory.CreateTempSubdirectory("policies").FullName;

    public PolicyPageTests(ApiHost host)
    {
        this.host = host;
        Write("numbers.yaml", Numbers);
        Write("10-sales.yaml", Good);
    }

    [Fact]
    public async Task List_EveryFile_HasItsStateInWords()
    {
        await TakeAsync();
        Write("10-sales.yaml", "policy: sales\nhours: mon\n");
        Write("20-broken.yaml", $"policy: [{Hostile}\n");
        Write("defaults.yaml", "attempts: 4\n");
        await TakeAsync();
        using var viewer = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);

        var page = await viewer.PageAsync("/policies");

        Assert.Contains("last good in force", page, StringComparison.Ordinal);
        Assert.Contains("state-lost\">broken", page, StringComparison.Ordinal);
        Assert.Contains("defaults.yaml", page, StringComparison.Ordinal);
        Assert.Contains("numbers.yaml", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WithoutAnyPolicy_ShowsAStarter()
    {
        File.Delete(Path.Combine(folder, "10-sales.yaml"));
        Swap();
        using var viewer = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);

        Assert.Contains("policy: sales", await viewer.PageAsync("/policies"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_BrokenHostileText_HasTheErrorAtItsLineAndNoMarkup()
    {
        await TakeAsync();
        Write("10-sales.yaml", $"policy: sales\n# {Hostile}\nhourz: {Hostile}\n");
        await TakeAsync();
        using var viewer = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);

        var page = await viewer.PageAsync("/policies/sales");

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("id=\"L3\"", page, StringComparison.Ordinal);
        Assert.Contains("line 3, column 1", page, StringComparison.Ordinal);
        Assert.Contains("hours", page, StringComparison.Ordinal);
        Assert.Contains("The text that is in force", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Numbers_AreForThoseWhoSeeNumbers()
    {
        await TakeAsync();
        using var viewer = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        using var oper = await ConsoleClient.SignedInAsync(host, AccountRole.Operator);

        Assert.DoesNotContain("4930123456", await viewer.PageAsync("/policies/numbers.yaml"), StringComparison.Ordinal);
        Assert.Contains("4930123456", await oper.PageAsync("/policies/numbers.yaml"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.GetAsync("/policies/numbers.yaml/try")).StatusCode);
    }

    [Fact]
    public async Task Versions_Compared_ShowWhatWasRemovedAndAdded()
    {
        await TakeAsync();
        Write("10-sales.yaml", Good.Replace("11:00-13:00", "12:00-13:00", StringComparison.Ordinal));
        await TakeAsync();
        using var viewer = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        var versions = await viewer.PageAsync("/policies/sales/versions");
        var ids = versions.Split("name=\"to\" value=\"").Skip(1).Select(p => p[..36]).ToList();

        var page = await viewer.PageAsync($"/policies/sales/differences?from={ids[1]}&to={ids[0]}");

        Assert.Contains("removed:", page, StringComparison.Ordinal);
        Assert.Contains("added:", page, StringComparison.Ordinal);
        Assert.Contains("busy_hours: [12:00-13:00]", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.GetAsync($"/policies/sales/differences?from={Guid.NewGuid()}&to={ids[0]}")).StatusCode);
    }

    [Fact]
    public async Task Calendar_WeekOfAHolidayAndOfAClockChange_TellsBoth()
    {
        await TakeAsync();
        using var viewer = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);

        var holiday = WebUtility.HtmlDecode(await viewer.PageAsync("/policies/sales/calendar?week=2026-12-30"));
        var change = await viewer.PageAsync("/policies/sales/calendar?week=2027-03-28");

        Assert.Contains("special day Fri 2027-01-01: closed", holiday, StringComparison.Ordinal);
        Assert.Contains("09:00–11:00, 13:00–20:00", holiday, StringComparison.Ordinal);
        Assert.Contains("calendar?week=2026-12-21", holiday, StringComparison.Ordinal);
        Assert.Contains("the clocks change from 02:00 to 03:00", change, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", change, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_FromACase_IsPrefilledAndHidesTheNumberFromViewers()
    {
        await TakeAsync();
        var id = await host.SeedCaseAsync("+4930987654", openedAt: NodaTime.Instant.FromUtc(2026, 12, 30, 12, 0));
        await host.SeedAttemptAsync(id, running: false);
        using var viewer = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);
        using var oper = await ConsoleClient.SignedInAsync(host, AccountRole.Operator);

        var page = await viewer.PageAsync($"/policies/sales/explain?case={id}");

        Assert.Contains("value=\"2026-12-30T13:00\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"busy\" selected", page, StringComparison.Ordinal);
        Assert.DoesNotContain("30987654", page, StringComparison.Ordinal);
        Assert.Contains("What happens", page, StringComparison.Ordinal);
        Assert.Contains("30987654", await oper.PageAsync($"/policies/sales/explain?case={id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missed_at=2026-12-30T19:58&outcome=busy&outcome=no_answer", "What happens")]
    [InlineData("missed_at=2026-12-31T23:58", "closed on 2027-01-01")]
    [InlineData("missed_at=yesterday", "role=\"alert\"")]
    [InlineData("missed_at=2026-12-30T19:58&outcome=bussy", "Did you mean")]
    [InlineData("missed_at=2026-12-30T19:58&number=%3Cscript%3E", "role=\"alert\"")]
    public async Task Explain_Asked_AnswersOrTellsWhatIsWrong(string query, string expected)
    {
        await TakeAsync();
        using var viewer = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);

        Assert.Contains(expected, WebUtility.HtmlDecode(await viewer.PageAsync("/policies/sales/explain?" + query)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sales", "policy: sales\nhours: mon\n", "line 2")]
    [InlineData("new.yaml", Good, "10-sales.yaml has a policy of that name already")]
    [InlineData("sales", Good, "Nothing differs.")]
    [InlineData("sales", "policy: " + Hostile, "line 1")]
    public async Task Try_Text_TellsFindingsAndChangesNothing(string name, string text, string expected)
    {
        await TakeAsync();
        var before = host.Services.GetRequiredService<PoliciesInForce>().Current;
        using var viewer = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);

        using var answer = await viewer.PostAsync($"/policies/{name}/try", $"/policies/{name}/try", ("text", text));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Same(before, host.Services.GetRequiredService<PoliciesInForce>().Current);
    }

    [Fact]
    public async Task Try_LargestText_IsTakenAndALargerOneIsTold()
    {
        await TakeAsync();
        using var viewer = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);

        using var large = await viewer.PostAsync("/policies/sales/try", "/policies/sales/try", ("text", Good + "# " + new string('x', 200_000)));
        using var tooLarge = await viewer.PostAsync("/policies/sales/try", "/policies/sales/try", ("text", new string('я', 200_000)));

        Assert.Contains("added:", await large.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("at most 256 kB", await tooLarge.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_PolicyThatIsGone_LeadsToItsVersions()
    {
        await TakeAsync();
        Write("10-sales.yaml", Good.Replace("policy: sales", "policy: support", StringComparison.Ordinal));
        await TakeAsync();
        using var viewer = await ConsoleClient.SignedInAsync(host, AccountRole.Viewer);

        Assert.Contains("withdrawn", await viewer.PageAsync("/policies/sales"), StringComparison.Ordinal);
        Swap(); // as after a restart
        using var answer = await viewer.GetAsync("/policies/sales");

        Assert.Equal("/policies/sales/versions", answer.Headers.Location!.OriginalString);
        Assert.Contains("withdrawn", await viewer.PageAsync("/policies/sales/versions"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.GetAsync("/policies/nobody")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.GetAsync("/policies/nobody/versions")).StatusCode);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);

    private FolderLook Look() => new PolicyFolder(folder, Path.Combine(folder, "numbers.yaml")).Look();

    private void Swap() => host.Services.GetRequiredService<PoliciesInForce>().Swap(PolicySnapshot.Unread.Next(Look(), host.Services.GetRequiredService<NodaTime.IClock>().GetCurrentInstant()));

    /// <summary>Puts the files into force, and keeps their versions.</summary>
    private async Task TakeAsync()
    {
        var keeper = host.Services.GetRequiredService<PolicyKeeper>();
        keeper.Take(Look());
        await keeper.FollowUpAsync(default);
    }
}
