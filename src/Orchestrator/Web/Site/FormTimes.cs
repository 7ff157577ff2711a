using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Policies;

namespace Orchestrator.Web.Site;

/// <summary>Times as a form's field writes them, on the wall of a zone.</summary>
internal static class FormTimes
{
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>Null when it is none.</summary>
    public static Instant? Parse(string? text, DateTimeZone zone) =>
        Pattern.Parse(text ?? "").TryGetValue(default, out var local) && local.Year is > 1970 and < 9998 ? WallClock.InstantOf(local, zone) : null;

    /// <summary>For a file: ISO 8601 with the zone's offset.</summary>
    public static string? ForFile(this PageContext page, Instant? at) =>
        at?.InZone(page.Zone).ToOffsetDateTime().ToString("uuuu-MM-dd'T'HH:mm:sso<+HH:mm>", System.Globalization.CultureInfo.InvariantCulture);
}
