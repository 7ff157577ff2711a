using System.Collections.Immutable;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Policies.Reading;

/// <summary>Windows of a day: of opening hours, of holidays, of busy hours.</summary>
internal static class WindowsReader
{
    private const int MostWindows = 24;

    /// <summary>The word <c>closed</c> stands for no window.</summary>
    public static ImmutableArray<DailyWindow> OrClosed(Field field) =>
        field.Plain == "closed" ? [] : Read(field, new Reason.WriteWindowsOrClosed());

    public static ImmutableArray<DailyWindow> BusyHours(Field field)
    {
        var windows = Read(field, new Reason.WriteWindows());
        if (Enumerable.Range(0, OpeningHours.MinutesPerDay).All(minute => windows.Any(w => w.Contains(minute))))
        {
            field.Refuse(new Reason.AllDayBusy(), new Reason.LeavePartOfDay());
        }

        return windows;
    }

    public static DailyWindow? QuietHours(Field field)
    {
        var suggestion = new Reason.WriteWindow();
        var window = One(field, suggestion);
        if (window is { Length: OpeningHours.MinutesPerDay })
        {
            field.Refuse(new Reason.AllDayQuiet(), suggestion);
        }

        return window;
    }

    private static ImmutableArray<DailyWindow> Read(Field field, Reason suggestion) =>
        [.. (field.OneOrMore(suggestion, MostWindows) ?? []).Select(item => One(item, suggestion)).OfType<DailyWindow>()];

    private static DailyWindow? One(Field field, Reason suggestion)
    {
        if (field.Text(suggestion) is not { } text)
        {
            return null;
        }

        var window = ClockText.Window(text);
        if (window is null)
        {
            field.Refuse(new Reason.NotAWindow(), suggestion);
        }

        return window;
    }
}
