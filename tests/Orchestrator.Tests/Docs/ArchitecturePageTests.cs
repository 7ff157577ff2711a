using System.Reflection;
using System.Text.RegularExpressions;
using Orchestrator.Asterisk.Ami;
using Orchestrator.Cli;
using Orchestrator.Core.Planning;
using Orchestrator.Engine.Running;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Docs;

/// <summary>docs/architecture.md names nothing that is not there, and leaves no folder of src out.</summary>
public sealed partial class ArchitecturePageTests
{
    private const BindingFlags Anything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy;

    private static readonly ILookup<string, Type> Types = new[] { typeof(AmiClient), typeof(Planner), typeof(Composition), typeof(CommandLine) }
        .SelectMany(t => t.Assembly.GetTypes())
        .Where(t => !t.IsNested)
        .ToLookup(t => t.Name.Split('`')[0], StringComparer.Ordinal);

    private static readonly string[] Marks = [.. MarkPattern().Matches(File.ReadAllText(PolicyText.Shipped("docs/architecture.md"))).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    [Fact]
    public void Marks_AllOfThem_AreFilesFoldersTypesOrMembers()
    {
        string[] missing = [.. Marks.Where(m => !IsThere(m))];

        Assert.NotEmpty(Marks);
        Assert.Empty(missing);
    }

    [Fact]
    public void Map_OfSrc_NamesEveryFolder()
    {
        var folders =
            from project in Directory.GetDirectories(PolicyText.Shipped("src"))
            from folder in Directory.GetDirectories(project)
            where Path.GetFileName(folder) is not ("bin" or "obj")
            select $"src/{Path.GetFileName(project)}/{Path.GetFileName(folder)}";

        Assert.Empty(folders.Except(Marks, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Planner", true)]
    [InlineData("Planner.Next", true)]
    [InlineData("AttemptCommand.End", true)]
    [InlineData("src/Orchestrator/Program.cs", true)]
    [InlineData("Planer", false)]
    [InlineData("Planner.Last", false)]
    [InlineData("src/Orchestrator/Programme.cs", false)]
    [InlineData("busy", false)]
    public void IsThere_WhatIsAndWhatIsNot_IsToldApart(string name, bool isThere) => Assert.Equal(isThere, IsThere(name));

    private static bool IsThere(string name) =>
        name.Contains('/', StringComparison.Ordinal) ? Path.Exists(PolicyText.Shipped(name))
        : name.Split('.') is [var type, .. var member] && Types[type].Any(t => member.Length == 0 || (member is [var only] && t.GetMember(only, Anything).Length > 0));

    [GeneratedRegex("`(?<name>[^`\n]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MarkPattern();
}
