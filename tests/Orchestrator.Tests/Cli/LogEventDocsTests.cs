using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Orchestrator.Cli;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Cli;

/// <summary>The program's log events. docs/log-events.md is their table; when a change is meant, UPDATE_GOLDEN=1 in the environment writes it anew.</summary>
public sealed class LogEventDocsTests
{
    private const BindingFlags Declared = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void Events_OfAllAssemblies_HaveIdsOfTheirOwn()
    {
        var shared = Events().GroupBy(e => e.EventId).Where(g => g.Key <= 0 || g.Count() > 1).Select(g => $"{g.Key}: {string.Join(" | ", g.Select(e => e.Message))}");

        Assert.Empty(shared);
    }

    [Fact]
    public async Task Docs_LogEventsPage_IsTheTableOfAllEvents()
    {
        var page = PolicyText.Shipped("docs/log-events.md");
        var text = await File.ReadAllTextAsync(page);
        var head = text[..text.IndexOf("| id |", StringComparison.Ordinal)];
        var rows = Events().OrderBy(e => e.EventId).Select(e => string.Create(CultureInfo.InvariantCulture, $"| {e.EventId} | {e.Level} | {e.Message} |\n"));
        var current = $"{head}| id | level | message |\n| --- | --- | --- |\n{string.Concat(rows)}";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(page, text = current);
        }

        Assert.True(current == text, $"{page} is not the table of the program's log events. If the change is meant, run this test with UPDATE_GOLDEN=1. Now it is:\n{current}");
    }

    private static IEnumerable<LoggerMessageAttribute> Events() =>
        from assembly in WithWhatItUses(typeof(CommandLine).Assembly).Distinct()
        from type in assembly.GetTypes()
        from method in type.GetMethods(Declared)
        from e in method.GetCustomAttributes<LoggerMessageAttribute>()
        select e;

    private static IEnumerable<Assembly> WithWhatItUses(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Where(name => name.Name!.StartsWith("Orchestrator.", StringComparison.Ordinal))
        .SelectMany(name => WithWhatItUses(Assembly.Load(name)))
        .Prepend(assembly);
}
