using System.CommandLine;
using System.Text.Json;
using Orchestrator.Cli;
using Orchestrator.Engine.Settings;
using Orchestrator.Hosting;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("frob")]
    [InlineData("policy")]
    [InlineData("case")]
    [InlineData("case", "list", "--state", "open")]
    [InlineData("case", "list", "--limit", "0")]
    [InlineData("case", "list", "--limit", "many")]
    [InlineData("case", "list", "--number", "8495")]
    [InlineData("case", "show")]
    [InlineData("case", "show", "0193")]
    [InlineData("case", "show", "not-a-case")]
    [InlineData("case", "cancel", "0193a1b2", "--reason", "")]
    [InlineData("api-key", "add", "crm")]
    [InlineData("api-key", "add", "crm", "--scope", "root")]
    [InlineData("api-key", "add", "", "--scope", "read")]
    [InlineData("version", "--xml")]
    [InlineData("version", "--Orchestrater:Policies=x")]
    [InlineData("version", "--Orchestrator:Policies")]
    public async Task Run_WrongUsage_Is2AndSaysWhyOnStandardError(params string[] arguments)
    {
        var (exit, _, error) = await CliRun.Async(arguments);

        Assert.Equal(2, exit);
        Assert.NotEmpty(error);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("migrate")]
    [InlineData("case", "list")]
    [InlineData("case", "show", "0193a1b2")]
    [InlineData("case", "cancel", "0193a1b2")]
    [InlineData("case", "call-now", "0193a1b2")]
    [InlineData("api-key", "list")]
    [InlineData]
    public async Task Run_NoConnectionString_Is1AndNamesTheKeyWithoutAStackTrace(params string[] arguments)
    {
        var (exit, output, error) = await CliRun.Async([.. arguments, $"--Orchestrator:Policies={PolicyText.Shipped("policies")}", "--ConnectionStrings:Orchestrator="]);

        Assert.Equal(1, exit);
        Assert.Empty(output);
        Assert.Contains("ConnectionStrings:Orchestrator is missing", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DatabaseAway_Is1AndHidesThePassword()
    {
        var (exit, _, error) = await CliRun.Async("case", "list", "--ConnectionStrings:Orchestrator=Host=127.0.0.1;Port=1;Username=u;Password=hidden;Database=d");

        Assert.Equal(1, exit);
        Assert.StartsWith("Postgres: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_AsJson_HasEveryVersion()
    {
        var (exit, output, _) = await CliRun.Async("version", "--json");

        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["version", "schema", "tzdb", "runtime"], json.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Help_OfTheProgram_ListsEveryCommand()
    {
        var (exit, output, _) = await CliRun.Async("--help");

        Assert.Equal(0, exit);
        Assert.All(Tree().Subcommands, c => Assert.Contains($"\n  {c.Name} ", output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_OfEachCommandThatDoesSomething_HasAnExampleThatParses()
    {
        foreach (var path in Leaves(Tree(), []))
        {
            var (exit, output, _) = await CliRun.Async([.. path, "--help"]);

            Assert.Equal(0, exit);
            Assert.Contains($"  orchestrator {string.Join(' ', path)}", output, StringComparison.Ordinal);
        }

        Assert.All(
            Leaves(Tree(), []).SelectMany(path => ((ExemplifiedCommand)Find(path)).Examples),
            example => Assert.Empty(Tree().Parse(ConfigurationArguments.Split([.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(example)]).Command).Errors));
    }

    [Fact]
    public void Docs_CliPage_NamesEveryCommandAndOption()
    {
        var page = File.ReadAllText(PolicyText.Shipped("docs/cli.md"));

        Assert.All(Leaves(Tree(), []), path =>
        {
            Assert.Contains($"`{string.Join(' ', path)}", page, StringComparison.Ordinal);
            Assert.All(Find(path).Options, option => Assert.Contains(option.Name, page, StringComparison.Ordinal));
        });
    }

    private static RootCommand Tree() => CommandTree.Of(CliRun.Terminal(TextWriter.Null, TextWriter.Null), []);

    private static Command Find(IEnumerable<string> path) => path.Aggregate((Command)Tree(), (at, name) => at.Subcommands.Single(c => c.Name == name));

    private static IEnumerable<string[]> Leaves(Command command, string[] path) =>
        command.Subcommands.Count == 0 ? [path] : command.Subcommands.SelectMany(c => Leaves(c, [.. path, c.Name]));
}
