using System.Collections.Immutable;
using Mono.Cecil;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Cli;
using Orchestrator.Core.Planning;
using Orchestrator.Engine.Running;
using Xunit;

namespace Orchestrator.Tests.Architecture;

/// <summary>The order of the folders: each uses only those before it. docs/architecture.md says what is in them.</summary>
public sealed class FloorsTests
{
    /// <summary>Of <c>Orchestrator.Engine</c>, from the ground up.</summary>
    private static readonly ImmutableArray<string> Engine =
    [
        "Settings", "Formats", "Signals", "Storage", "NumberRules", "PolicyFiles", "Notify", "Casework", "Pbx", "Operators", "Intake", "Dialling", "Dispatch", "Feeds", "Jobs", "History", "Running",
    ];

    /// <summary>Of the program, from the ground up.</summary>
    private static readonly ImmutableArray<string> Program =
    [
        "Hosting", "Access", "Web.Http", "Web.Live", "Web.Api", "Web.Site", "Web", "Cli",
    ];

    [Fact]
    public void Engine_EachFolder_UsesOnlyThoseBeforeIt() => AssertOrder(typeof(Composition), "Orchestrator.Engine", Engine);

    [Fact]
    public void Program_EachFolder_UsesOnlyThoseBeforeIt() => AssertOrder(typeof(CommandLine), "Orchestrator", Program);

    [Fact]
    public void Engine_AnsweringRequests_IsLeftToTheProgram()
    {
        using var engine = new House(typeof(Composition).Assembly, "Orchestrator.Engine");

        Assert.DoesNotContain(engine.References, r => r.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void Hangfire_InTheEngine_IsKnownToJobsOnly()
    {
        using var engine = new House(typeof(Composition).Assembly, "Orchestrator.Engine");

        var others = engine.Types.Where(t => engine.FolderOf(t) != "Jobs" && House.ForeignIn(t).Any(u => u.Namespace.StartsWith("Hangfire", StringComparison.Ordinal)));

        AssertNone(others.Select(t => t.FullName));
    }

    [Fact]
    public void Types_OfAllProjects_HaveANameOfTheirOwn()
    {
        using var asterisk = new House(typeof(AmiClient).Assembly, "Orchestrator.Asterisk");
        using var core = new House(typeof(Planner).Assembly, "Orchestrator.Core");
        using var engine = new House(typeof(Composition).Assembly, "Orchestrator.Engine");
        using var program = new House(typeof(CommandLine).Assembly, "Orchestrator");

        var shared = new[] { asterisk, core, engine, program }.SelectMany(h => h.Types)
            .GroupBy(t => t.Name, StringComparer.Ordinal).Where(g => g.Count() > 1 && g.Key != "_Imports");

        AssertNone(shared.Select(g => string.Join(" and ", g.Select(t => t.FullName))));
    }

    private static void AssertOrder(Type one, string root, ImmutableArray<string> order)
    {
        using var house = new House(one.Assembly, root);

        var unknown = house.Types.Select(house.FolderOf).OfType<string>().Where(f => FloorOf(f, order) < 0).Distinct(StringComparer.Ordinal);
        AssertNone(unknown.Select(f => $"{f} has no place in the order"));

        var up = house.Uses().Where(u => FloorOf(u.Key.From, order) < FloorOf(u.Key.To, order));
        AssertNone(up.Select(u => $"{u.Key.From} must not use {u.Key.To}: {u.Value}"));
    }

    private static void AssertNone(IEnumerable<string> offenders)
    {
        if (string.Join('\n', offenders) is { Length: > 0 } all)
        {
            Assert.Fail(all);
        }
    }

    /// <summary>Its place in the order; of a folder inside of another the outer one's.</summary>
    private static int FloorOf(string folder, ImmutableArray<string> order)
    {
        var floor = order.IndexOf(folder);
        return floor < 0 && folder.LastIndexOf('.') is > 0 and var dot ? FloorOf(folder[..dot], order) : floor;
    }
}
