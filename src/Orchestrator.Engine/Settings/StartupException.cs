namespace Orchestrator.Engine.Settings;

/// <summary>The daemon cannot start; every problem is in the message.</summary>
public sealed class StartupException(string heading, IReadOnlyList<string> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(p => "  " + p).Prepend(heading)));
