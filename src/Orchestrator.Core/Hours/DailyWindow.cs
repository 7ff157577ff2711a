using NodaTime;

namespace Orchestrator.Core.Hours;

/// <summary>A window of every day, such as 11:00-13:00, or 22:00-06:00 over midnight.</summary>
/// <param name="Start">The first moment inside, minutes after midnight, 0 to 1439.</param>
/// <param name="End">The first moment outside, in minutes after the same midnight, after <paramref name="Start"/>; over 1440 it ends on the next day.</param>
public sealed record DailyWindow(int Start, int End)
{
    /// <summary>Minutes, 1 to 1440.</summary>
    public int Length => End - Start;

    /// <summary>Whether a minute of the day, 0 to 1439, is inside, be it of the window that began on the day before.</summary>
    public bool Contains(int minute) => (Start <= minute && minute < End) || minute + OpeningHours.MinutesPerDay < End;
}
