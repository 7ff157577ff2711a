using System.Text.Json;
using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;

namespace Orchestrator.IntegrationTests.Api;

/// <summary>The commands that work on the database.</summary>
public sealed class CliOnPostgresTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task ApiKey_AddedListedAndRevoked_OpensTheApiJustSoLong()
    {
        var (exit, key, _) = await RunAsync("api-key", "add", "crm", "--scope", "read");
        Assert.Equal(0, exit);
        using var client = await host.ClientAsync(null);
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Trim());
        Assert.True((await client.GetAsync("/api/v1/cases")).IsSuccessStatusCode);

        Assert.Equal(1, (await RunAsync("api-key", "add", "crm", "--scope", "write")).Exit);
        var list = (await RunAsync("api-key", "list", "--json")).Out;
        Assert.Contains("\"crm\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Trim(), list, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("api-key", "revoke", "crm")).Exit);
        Assert.Equal(1, (await RunAsync("api-key", "revoke", "crm")).Exit);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/cases")).StatusCode);
    }

    [Fact]
    public async Task Case_ListedShownAndCancelled_EndsAsWithdrawn()
    {
        var id = await host.SeedCaseAsync("+79990000001");
        await host.SeedAttemptAsync(id, running: false);

        var (listExit, list, _) = await RunAsync("case", "list", "--number", "+79990000001", "--state", "waiting");
        Assert.Equal(0, listExit);
        Assert.Contains(id.ToString(), list, StringComparison.Ordinal);

        var (showExit, story, _) = await RunAsync("case", "show", id.ToString());
        Assert.Equal(0, showExit);
        Assert.Contains("+03:00: first attempt after 1h", story, StringComparison.Ordinal); // the policy's zone
        Assert.Contains("486 Busy here, cause 17 User busy", story, StringComparison.Ordinal);
        Assert.Contains("Opened.", story, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("case", "cancel", id.ToString("N"), "--reason", "by letter")).Exit);
        Assert.Equal(1, (await RunAsync("case", "cancel", id.ToString())).Exit);
        using var shown = JsonDocument.Parse((await RunAsync("case", "show", id.ToString(), "--json")).Out);
        Assert.Equal("withdrawn", shown.RootElement.GetProperty("disposition").GetString());
        Assert.EndsWith("on the command line: by letter", shown.RootElement.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Number_NotToBeCalledAndAllowedAgain_IsToldWithItsReasons()
    {
        var id = await host.SeedCaseAsync("+79990000007");

        Assert.Equal(2, (await RunAsync("number", "do-not-call", "+79990000007")).Exit); // never without a reason
        Assert.Equal(0, (await RunAsync("number", "do-not-call", "+79990000007", "--reason", "asked for it")).Exit);

        using var shown = JsonDocument.Parse((await RunAsync("number", "show", "+79990000007", "--json")).Out);
        Assert.False(shown.RootElement.GetProperty("may_call").GetBoolean());
        Assert.Equal((id, "opted_out"), (shown.RootElement.GetProperty("cases")[0].GetProperty("id").GetGuid(), shown.RootElement.GetProperty("cases")[0].GetProperty("disposition").GetString()));
        Assert.Equal(0, (await RunAsync("number", "allow", "+79990000007", "--reason", "by mistake")).Exit);
        Assert.Equal(1, (await RunAsync("number", "allow", "+79990000007", "--reason", "again")).Exit);
        var (exit, text, _) = await RunAsync("number", "show", "+79990000007");
        Assert.Equal(0, exit);
        Assert.StartsWith("It may be called.", text, StringComparison.Ordinal);
        Assert.Contains("by mistake", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("89161230042")]
    [InlineData("79161230042")]
    [InlineData("8 (916) 123-00-42")]
    public async Task Number_WrittenAsAtHome_IsThatPerson(string spelling)
    {
        Assert.Equal(0, (await RunAsync("number", "do-not-call", spelling, "--reason", "asked for it")).Exit);

        using var shown = JsonDocument.Parse((await RunAsync("number", "show", "+79161230042", "--json")).Out);
        Assert.Equal("do_not_call", shown.RootElement.GetProperty("refused_by").GetString());
        Assert.Equal(0, (await RunAsync("number", "allow", spelling, "--reason", "as before")).Exit);
    }

    [Fact]
    public async Task Number_Shown_SaysWhatItIsInTheReadersLanguage()
    {
        Assert.Contains("fixed line, Moscow, Europe/Moscow.", (await RunAsync("number", "show", "84951234568")).Out, StringComparison.Ordinal);
        Assert.Contains("городской, Моск", (await RunAsync("number", "show", "84951234568", "--lang", "ru")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Number_ThatIsNone_IsRefusedWithTheReason()
    {
        var (exit, _, error) = await RunAsync("number", "do-not-call", "+791612300420", "--reason", "x", "--lang", "ru");

        Assert.Equal((2, "NUMBER: не телефонный номер: длина не как у номеров этой страны (+7). Напишите международный номер, например +79161234567, или так, как его набирают внутри страны.\n"), (exit, error));
    }

    [Fact]
    public async Task Commands_InTheAudit_HaveOneNameForWhoUsedThem()
    {
        var id = await host.SeedCaseAsync("+79990000008");
        Assert.Equal(0, (await RunAsync("api-key", "add", "audited", "--scope", "read")).Exit);
        Assert.Equal(0, (await RunAsync("case", "cancel", id.ToString())).Exit);
        Assert.Equal(0, (await RunAsync("number", "vip", "+79990000008", "--reason", "a friend")).Exit);

        var (entries, _) = await host.Database.InTransactionAsync(tx => tx.Audit.ListAsync(new AuditFilter(Who: Environment.UserName), 100, null), default);

        Assert.Equal([$"{Environment.UserName} on the command line"], entries.Select(e => e.Actor).Distinct(StringComparer.Ordinal));
        Assert.Superset(new HashSet<string>(["api_key.add", "case.cancel", "number.vip.set"], StringComparer.Ordinal), entries.Select(e => e.Action).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task CallNow_WaitingCase_TellsTheNextStep()
    {
        var id = await host.SeedCaseAsync("+79990000002");

        var (exit, output, _) = await RunAsync("case", "call-now", id.ToString());

        Assert.Equal(0, exit);
        Assert.StartsWith("Next step: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_AbbreviatedIdOfTwo_IsRefused()
    {
        await host.Database.InTransactionAsync(
            tx => tx.ExecuteAsync(
                """
                insert into callback_case (id, number, policy, policy_version, pbx, state, opened_at, missed_at, next_attempt_at)
                values ('abcdef01-0000-0000-0000-000000000001', '+79990000003', 'sales', 'v1', 'pbx1', 'waiting', now(), now(), now()),
                       ('abcdef01-0000-0000-0000-000000000002', '+79990000004', 'sales', 'v1', 'pbx1', 'waiting', now(), now(), now())
                """),
            default);

        var (exit, _, error) = await RunAsync("case", "show", "abcdef01");

        Assert.Equal((1, "Several cases begin with that: give more of the id.\n"), (exit, error));
        Assert.Equal(0, (await RunAsync("case", "show", "abcdef01-0000-0000-0000-000000000002")).Exit);
        Assert.Equal(1, (await RunAsync("case", "show", "abcdef02")).Exit);
    }

    [Fact]
    public async Task Migrate_OnACurrentSchema_DoesNothing()
    {
        var (exit, output, _) = await RunAsync("migrate");

        Assert.Equal(0, exit);
        Assert.StartsWith("nothing to do", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_OnAnEmptyDatabase_PointToMigrate()
    {
        var (exit, _, error) = await RunAsync(["case", "list", $"--ConnectionStrings:Orchestrator={await host.Postgres.CreateDatabaseAsync()}"]);

        Assert.Equal(1, exit);
        Assert.Contains("orchestrator migrate", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_PostgresThere_IsInOrderAndChangesNothing()
    {
        var empty = await host.Postgres.CreateDatabaseAsync();

        var (_, output, _) = await RunAsync("doctor", "--json", $"--ConnectionStrings:Orchestrator={empty}");

        using var report = JsonDocument.Parse(output);
        var verdicts = report.RootElement.GetProperty("checks").EnumerateArray()
            .Where(c => c.GetProperty("subject").GetString() is "Postgres" or "clock").Select(c => c.GetProperty("verdict").GetString());
        Assert.Equal(["fine", "fine", "note", "fine"], verdicts); // version, encoding, migrations pending, clock
        Assert.Equal(1, (await RunAsync("case", "list", $"--ConnectionStrings:Orchestrator={empty}")).Exit);
    }

    private async Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
#pragma warning disable RS0030 // doctor compares this machine's own clock with the database's
        var terminal = new Terminal(output, error, SystemClock.Instance, isPipe: true);
#pragma warning restore RS0030
        var exit = await new CommandLine(terminal).RunAsync([.. host.Settings, .. arguments]);
        return (exit, output.ToString(), error.ToString());
    }
}
