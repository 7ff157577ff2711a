using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Engine.Storage;
using Orchestrator.Hosting;

namespace Orchestrator.IntegrationTests.Api;

/// <summary>Numbers that an earlier version wrote down in forms that are none any more.</summary>
public sealed class NumberMigrationTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string AsAnEarlierVersionLeftIt =
        """
        drop index notice_budget, callback_case_budget;
        delete from schema_migration where version = 13;
        insert into callback_case (id, number, policy, policy_version, pbx, state, opened_at, missed_at, next_attempt_at, next_attempt_why) values
          (gen_random_uuid(), '+791612300420', 'sales', 'v1', 'pbx1', 'waiting', now(), now(), now(), 'x'),
          (gen_random_uuid(), '+79161230044', 'sales', 'v1', 'pbx1', 'waiting', now(), now(), now(), 'x');
        insert into missed_call (id, pbx, call_id, uniqueid, at, reason, caller_number, number, seen_by) values
          (gen_random_uuid(), 'pbx1', 'c1', 'c1', now(), 'abandoned', '+44 (0)20 7123 4568', '+4402071234568', '{ami}');
        insert into number_rule (id, number, rule, reason, set_by) values
          (gen_random_uuid(), '+89161230042', 'do_not_call', 'asked for it', 'user anna'),
          (gen_random_uuid(), '+89161230042', 'vip', 'key account', 'user anna'),
          (gen_random_uuid(), '+79161230044', 'vip', 'key account', 'user anna');
        """;

    [Theory]
    [InlineData(
        "en",
        "+791612300420: it is no number any more; its open case closes as blocked when it is due",
        "+89161230042: it is read as +79161230042 now; its rule do_not_call holds for nobody any more: orchestrator number do-not-call +79161230042 --reason \"…\"; its rule vip holds for nobody any more: orchestrator number vip +79161230042 --reason \"…\"",
        "1 number of closed cases and missed calls is read otherwise now; these rows stay as they are")]
    [InlineData(
        "ru",
        "+791612300420: такого номера больше нет; открытое обращение закроется как запрещённое, когда придёт его время",
        "+89161230042: теперь читается как +79161230042; правило do_not_call больше ни на кого не действует: orchestrator number do-not-call +79161230042 --reason \"…\"; правило vip больше ни на кого не действует: orchestrator number vip +79161230042 --reason \"…\"",
        "иначе читается 1 номер закрытых обращений и пропущенных звонков; эти записи остаются как есть")]
    public async Task Migrate_NumbersThatAreReadOtherwise_TellsOfThemOnceAndKeepsThemReadable(string language, params string[] told)
    {
        var connection = await host.Postgres.CreateDatabaseAsync();
        await RunAsync(connection, "migrate");
        await using (var database = new Database(connection))
            await database.InTransactionAsync(tx => tx.ExecuteAsync(AsAnEarlierVersionLeftIt), default);

        var lines = (await RunAsync(connection, "migrate", "--lang", language)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(told, lines[1..]);
        Assert.Single((await RunAsync(connection, "migrate", "--lang", language)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("+791612300420", await RunAsync(connection, "case", "list", "--number", "+791612300420"), StringComparison.Ordinal);
        Assert.Contains("asked for it", await RunAsync(connection, "number", "show", "+89161230042"), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string connection, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
#pragma warning disable RS0030 // the database's clock is this machine's
        var terminal = new Terminal(output, error, SystemClock.Instance, isPipe: true);
#pragma warning restore RS0030
        Assert.Equal(0, await new CommandLine(terminal).RunAsync([.. host.Settings, .. arguments, $"--ConnectionStrings:Orchestrator={connection}"]));
        return output.ToString();
    }
}
