using NodaTime;
using Orchestrator.Core.Policies.Reading;

namespace Orchestrator.Engine.Casework;

/// <summary>How often, and with which pauses, a failed decision is tried again before a person has to look.</summary>
internal static class JobRetries
{
    public const int Most = 10;

    private static readonly Duration Longest = Duration.FromDays(1);

    /// <summary>Reads <c>5s, 30s, 2m</c>; null when it is nothing like that. An empty text: never again.</summary>
    public static IReadOnlyList<TimeSpan>? Read(string text)
    {
        var pauses = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(DurationText.Read).ToList();
        return pauses.Count <= Most && pauses.TrueForAll(p => p > Duration.Zero && p <= Longest) ? [.. pauses.Select(p => p!.Value.ToTimeSpan())] : null;
    }
}
