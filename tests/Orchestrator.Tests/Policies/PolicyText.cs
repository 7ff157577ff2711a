using System.Collections.Immutable;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Tests.Policies;

/// <summary>Policies written as files have them.</summary>
internal static class PolicyText
{
    /// <summary>The least that a policy needs, four lines; a test puts its own fields behind.</summary>
    public const string Least = """
        policy: sales
        timezone: Europe/Moscow
        operators: { from: queue sales }
        customer: { dial: "PJSIP/{number}@trunk" }

        """;

    public static PolicyReading Read(string text, string defaults = "") => PolicyDirectory.Read("sales.yaml", text, defaults);

    /// <summary>Some fields of a policy, with the least besides.</summary>
    public static PolicyReading Fragment(string fields) =>
        PolicyDirectory.Read("sales.yaml", "policy: sales\n" + fields, Least[(Least.IndexOf('\n', StringComparison.Ordinal) + 1)..]);

    /// <summary>Files as a directory has them.</summary>
    public static PolicySetReading Set(params ReadOnlySpan<(string File, string Text)> files)
    {
        var read = files.ToArray().Select(f => new PolicyFile(f.File, f.Text, "", PolicyDirectory.Read(f.File, f.Text, ""))).ToImmutableArray();
        return new PolicySetReading(new PolicySet([.. read.Select(f => f.Reading.Policy).OfType<Policy>()]), [.. read.SelectMany(f => f.Reading.Findings)]) { Files = read };
    }

    /// <summary>A policy of the least fields and these.</summary>
    public static Policy With(string fields)
    {
        var reading = Read(Least + fields);
        return reading.Policy ?? throw new ArgumentException(string.Join('\n', reading.Findings), nameof(fields));
    }

    public static string Describe(Holiday day) =>
        $"{day.From:uuuu-MM-dd}..{day.To:uuuu-MM-dd} {(day.Windows.IsEmpty ? "closed" : string.Join(",", day.Windows.Select(w => $"{w.Start}-{w.End}")))}";

    /// <summary>The path of a file or directory that is shipped.</summary>
    public static string Shipped(string name)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Orchestrator.sln")))
        {
            directory = directory.Parent ?? throw new DirectoryNotFoundException("No solution above the tests.");
        }

        return Path.Combine(directory.FullName, name);
    }
}
