using NodaTime;

namespace Orchestrator.Engine.Storage;

/// <summary>Where a page of a list ended: the last row's time and id. The next page starts right behind it, however many rows came meanwhile.</summary>
public sealed record PageKey(Instant At, Guid Id);

/// <summary>A part of a list, newest first.</summary>
/// <param name="Next">Where the next page starts; null when this is the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, PageKey? Next);

public static class Page
{
    /// <summary>Makes a page of rows that were asked for with one more than <paramref name="limit"/>: the one more tells that there is a next page.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> rows, int limit, Func<T, PageKey> keyOf) =>
        rows.Count > limit ? new Page<T>([.. rows.Take(limit)], keyOf(rows[limit - 1])) : new Page<T>(rows, null);
}
