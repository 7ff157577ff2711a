using System.Collections;
using Orchestrator.Engine.Settings;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Cli;

public sealed class ConfigurationDocsTests
{
    [Fact]
    public void Docs_ConfigurationPage_NamesEveryKeyAndNoOther()
    {
        var documented = File.ReadLines(PolicyText.Shipped("docs/configuration.md"))
            .Where(l => l.StartsWith("| `Orchestrator:", StringComparison.Ordinal))
            .Select(l => l.Split('`')[1]);

        Assert.Equal(Keys(typeof(OrchestratorOptions), "Orchestrator").Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Keys(Type type, string prefix) => type.GetProperties().SelectMany(p =>
        p.PropertyType.IsGenericType && typeof(IEnumerable).IsAssignableFrom(p.PropertyType) ? Keys(p.PropertyType.GetGenericArguments()[0], $"{prefix}:{p.Name}:<n>")
        : p.PropertyType.Assembly == typeof(OrchestratorOptions).Assembly ? Keys(p.PropertyType, $"{prefix}:{p.Name}")
        : [$"{prefix}:{p.Name}"]);
}
