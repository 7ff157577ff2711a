using NodaTime;
using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Tests.Policies;

/// <summary>A directory of policy files that a test changes under a snapshot.</summary>
internal sealed class PolicyTree : IDisposable
{
    public static readonly Instant Start = Instant.FromUtc(2026, 11, 23, 8, 0);

    private readonly string directory = Directory.CreateTempSubdirectory("policies-").FullName;

    public PolicyTree()
    {
        Write("numbers.yaml", "home: RU\n");
        Folder = new PolicyFolder(directory, Path.Combine(directory, "numbers.yaml"));
    }

    public PolicyFolder Folder { get; }

    public PolicySnapshot Snapshot { get; private set; } = PolicySnapshot.Unread with { AwaitsKeptVersions = false };

    public string this[string file] => Path.Combine(directory, file);

    /// <summary>A policy of that name; with a comment, another version of it.</summary>
    public static string Policy(string name, string comment = "") =>
        $$"""
        policy: {{name}}
        timezone: Europe/Moscow
        operators: { from: queue sales }
        customer: { dial: "PJSIP/{number}@trunk" }
        # {{comment}}

        """;

    public PolicyTree Write(string file, string text)
    {
        File.WriteAllText(this[file], text);
        return this;
    }

    public PolicyTree Delete(string file)
    {
        File.Delete(this[file]);
        return this;
    }

    /// <summary>Looks, so many hours after the start.</summary>
    public PolicySnapshot Look(int hour = 0) => Snapshot = Snapshot.Next(Folder.Look(), Start + Duration.FromHours(hour));

    /// <summary>What is behind the files when a service starts anew.</summary>
    public void Restart(PolicySnapshot snapshot) => Snapshot = snapshot;

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
