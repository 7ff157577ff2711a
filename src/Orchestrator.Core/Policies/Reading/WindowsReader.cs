using System.Collections.Immutable;

namespace Orchestrator.Core.Policies.Reading;

/// <summary>Windows of a day: of opening hours, of holidays, of busy hours.</summary>
internal static class WindowsReader
{
    private const string Suggestion = "Write a window such as 09:00-20:00 or 22:00-06:00, or a list of windows";
    private const int MostWindows = 24;

    /// <summary>The word <c>closed</c> stands for no window.</summary>
    public static ImmutableArray<DailyWindow> OrClosed(Field field) =>
        field.Plain == "closed" ? [] : Read(field, Suggestion + ", or closed");

    public static ImmutableArray<DailyWindow> BusyHours(Field field)
    {
        var windows = Read(field, Suggestion);
        if (Enumerable.Range(0, OpeningHours.MinutesPerDay).All(minute => windows.Any(w => w.Contains(minute))))
        {
            field.Refuse("all day is busy: no retry would ever be made", "Leave a part of the day out");
        }

        return windows;
    }

    public static DailyWindow? QuietHours(Field field)
    {
        const string suggestion = "Write one window such as 21:00-09:00";
        var window = One(field, suggestion);
        if (window is { Length: OpeningHours.MinutesPerDay })
        {
            field.Refuse("all day is quiet: nobody would ever be called", suggestion);
        }

        return window;
    }

    private static ImmutableArray<DailyWindow> Read(Field field, string suggestion) =>
        [.. (field.OneOrMore(suggestion, MostWindows) ?? []).Select(item => One(item, suggestion)).OfType<DailyWindow>()];

    private static DailyWindow? One(Field field, string suggestion)
    {
        if (field.Text(suggestion) is not { } text)
        {
            return null;
        }

        var window = ClockText.Window(text);
        if (window is null)
        {
            field.Refuse("not a window of time", suggestion);
        }

        return window;
    }
}
