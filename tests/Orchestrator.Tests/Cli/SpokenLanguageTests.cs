using System.CommandLine;
using System.Text.RegularExpressions;
using NodaTime.Testing;
using Orchestrator.Cli;
using Orchestrator.Core.Texts;
using Orchestrator.Hosting;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Cli;

/// <summary>The command line in the reader's language, which JSON does not know.</summary>
public sealed partial class SpokenLanguageTests
{
    private static readonly string Broken = PolicyText.Least.Replace("Europe/Moscow", "Europe/Moskow", StringComparison.Ordinal) + "attempts: 0\n";

    [Theory]
    [InlineData(null, null, null, "en")]
    [InlineData(null, null, "ru_RU.UTF-8", "ru")]
    [InlineData(null, null, "ru", "ru")]
    [InlineData(null, null, "de_DE.UTF-8", "en")]
    [InlineData(null, null, "C.UTF-8", "en")]
    [InlineData("C", null, "ru_RU.UTF-8", "en")]
    [InlineData("", "ru_RU@euro", "en_GB.UTF-8", "ru")]
    [InlineData("en_US.UTF-8", "ru_RU.UTF-8", "ru_RU.UTF-8", "en")]
    public void Of_Environment_IsTheFirstVariableThatSaysSomething(string? all, string? messages, string? lang, string expected) =>
        Assert.Equal(expected, SpokenLanguage.Of(name => name == "LC_ALL" ? all : name == "LC_MESSAGES" ? messages : lang).Code);

    [Theory]
    [InlineData("ru", "version", "--lang", "ru")]
    [InlineData("ru", "--lang=ru", "version")]
    [InlineData("en", "version", "--lang", "ru", "--lang", "en")]
    [InlineData(null, "version", "--lang")]
    [InlineData(null, "version", "--lang", "xx")]
    [InlineData(null, "version", "--", "--lang", "ru")]
    public void Of_Arguments_IsTheOptionsLast(string? expected, params string[] arguments) => Assert.Equal(expected, SpokenLanguage.Of(arguments)?.Code);

    [Fact]
    public async Task Run_InRussianByTheOptionOrTheEnvironment_SaysTheSame()
    {
        using var tree = new PolicyTree();
        tree.Write("10-sales.yaml", Broken);

        var byOption = await CliRun.Async("policy", "check", tree[""], "--lang", "ru");
        var byEnvironment = await InAsync("ru_RU.UTF-8", "policy", "check", tree[""]);
        var inEnglish = await InAsync("ru_RU.UTF-8", "policy", "check", tree[""], "--lang", "en");

        Assert.Equal(1, byOption.Exit);
        Assert.Contains("10-sales.yaml:2:11: ошибка: timezone: неизвестный часовой пояс (написано: «Europe/Moskow»). Возможно, вы имели в виду «Europe/Moscow»?", byOption.Out, StringComparison.Ordinal);
        Assert.EndsWith("0 политик, 2 ошибки, 0 предупреждений\n", byOption.Out, StringComparison.Ordinal);
        Assert.Equal(byOption, byEnvironment);
        Assert.Contains("10-sales.yaml:2:11: error: timezone: not a known time zone (found 'Europe/Moskow'). Did you mean 'Europe/Moscow'?", inEnglish.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version", "--json")]
    [InlineData("policy", "check", "DIR", "--json")]
    [InlineData("policy", "explain", "GOOD", "--missed", "2026-12-30 19:58", "--outcomes", "busy,no_answer", "--queue", "sales", "--json")]
    [InlineData("policy", "replay", "GOOD", "--from", "queue_log", "LOG", "--json")]
    [InlineData("policy", "schema")]
    [InlineData("doctor", "--json", "--ConnectionStrings:Orchestrator=", "--Orchestrator:Policies=DIR", "--Orchestrator:Smtp:Host=mail")]
    public async Task Run_AsJson_IsTheSameInEveryLanguage(params string[] arguments)
    {
        using var tree = new PolicyTree();
        tree.Write("10-sales.yaml", Broken);
        var good = PolicyText.Shipped("policies/shop/10-shop.yaml");
        var log = Path.Combine(tree[""], "queue_log");
        await File.WriteAllTextAsync(log, "1795165210|1.1|sales|NONE|ENTERQUEUE||+74951234567|1\n1795165240|1.1|sales|NONE|ABANDON|1|1|30\n");
        string[] command = [.. arguments.Select(a => a.Replace("DIR", tree[""], StringComparison.Ordinal).Replace("GOOD", good, StringComparison.Ordinal).Replace("LOG", log, StringComparison.Ordinal))];

        var english = await CliRun.Async(command);

        Assert.NotEmpty(english.Out);
        Assert.Equal(english.Out, (await CliRun.Async([.. command, "--lang", "ru"])).Out);
        Assert.Equal(english.Out, (await InAsync("ru_RU.UTF-8", command)).Out);
    }

    [Theory]
    [InlineData("version", "--lang", "xx")]
    [InlineData("policy", "check", "--lang", "ru_RU")]
    [InlineData("version", "--lang")]
    public async Task Run_LanguageThatIsNone_Is2(params string[] arguments)
    {
        var (exit, output, error) = await CliRun.Async(arguments);

        Assert.Equal(2, exit);
        Assert.Contains("--lang", output + error + string.Join(' ', arguments), StringComparison.Ordinal);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Run_LanguageThatIsNone_SaysWhichThereAre()
    {
        var (_, _, error) = await CliRun.Async("version", "--lang", "xx");

        Assert.All(Language.All, l => Assert.Contains($"'{l.Code}'", error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_InRussian_IsAllInRussian()
    {
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, FakeClock.FromUtc(2026, 11, 21), isPipe: true) { Language = Language.Of("ru") };
        foreach (var (path, command) in All([], CommandTree.Of(terminal, [])))
        {
            string?[] texts = [command.Description, .. command.Arguments.Select(a => a.Description), .. command.Options.Where(o => o.Name is not ("--help" or "--version")).Select(o => o.Description)];
            Assert.All(texts, t => Assert.True(t is not null && Cyrillic().IsMatch(t), $"{string.Join(' ', path)}: {t}"));

            var (exit, output, _) = await InAsync("ru_RU.UTF-8", [.. path, "--help"]);
            Assert.Equal(0, exit);
            Assert.DoesNotContain("Usage:", output, StringComparison.Ordinal);
            Assert.DoesNotContain("Examples:", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("В конфигурации есть ошибки:", "case", "list", "--ConnectionStrings:Orchestrator=")]
    [InlineData("«--Orchestrater:Policies» — не ключ конфигурации", "version", "--Orchestrater:Policies=x")]
    [InlineData("--limit: число от 1 до 10000.", "case", "list", "--limit", "0")]
    [InlineData("nowhere.yaml: такого файла нет.", "policy", "explain", "nowhere.yaml", "--missed", "2026-12-30 19:58")]
    [InlineData("Нет файла номеров:", "policy", "replay", "GOOD", "--numbers", "nowhere.yaml", "--from", "database")]
    public async Task Run_InRussian_ComplainsInRussian(string expected, params string[] arguments)
    {
        var good = PolicyText.Shipped("policies/shop/10-shop.yaml");

        var (exit, _, error) = await CliRun.Async([.. arguments.Select(a => a == "GOOD" ? good : a), "--lang", "ru"]);

        Assert.NotEqual(0, exit);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_InRussian_SaysWhatIsWrongAndHowToMendIt()
    {
        var (exit, output, _) = await CliRun.Async(
            "doctor", "--lang", "ru", "--ConnectionStrings:Orchestrator=Host=127.0.0.1;Port=1;Username=u;Password=p;Database=d", $"--Orchestrator:Policies={PolicyText.Shipped("policies")}",
            "--Orchestrator:Pbx:0:Name=pbx1", "--Orchestrator:Pbx:0:Ami:Host=127.0.0.1", "--Orchestrator:Pbx:0:Ami:Port=1", "--Orchestrator:Pbx:0:Ami:User=u", "--Orchestrator:Pbx:0:Ami:Secret=s",
            "--Orchestrator:Pbx:0:Ari:Url=http://127.0.0.1:1/ari", "--Orchestrator:Pbx:0:Ari:User=u", "--Orchestrator:Pbx:0:Ari:Password=s");

        Assert.Equal(1, exit);
        Assert.Contains("✓ часовые пояса: tzdb ", output, StringComparison.Ordinal);
        Assert.Contains("    Проверьте, что Postgres там работает", output, StringComparison.Ordinal);
        Assert.Contains("✗ pbx1: AMI: 127.0.0.1:1: ", output, StringComparison.Ordinal);
        Assert.EndsWith("3 замечания.\n", output, StringComparison.Ordinal);
    }

    private static IEnumerable<(string[] Path, Command Command)> All(string[] path, Command command) =>
        command.Subcommands.SelectMany(c => All([.. path, c.Name], c)).Prepend((path, command));

    private static async Task<(int Exit, string Out, string Error)> InAsync(string locale, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = CliRun.Terminal(output, error);
        terminal.Language = SpokenLanguage.Of(name => name == "LANG" ? locale : null);
        var exit = await new CommandLine(terminal).RunAsync(arguments);
        return (exit, output.ToString(), error.ToString());
    }

    [GeneratedRegex("[а-яё]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cyrillic();
}
