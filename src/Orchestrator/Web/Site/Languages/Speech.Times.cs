using NodaTime;

namespace Orchestrator.Web.Site.Languages;

/// <content>Times.</content>
public sealed partial class Speech
{
    /// <summary>A time on the wall, with its zone.</summary>
    public string Moment(ZonedDateTime at) => $"{Moment(at.LocalDateTime)} {language.ZoneAt(at)}";

    /// <summary>A time where the zone is said elsewhere.</summary>
    public string Moment(LocalDateTime at) => language.Moment(at);

    /// <summary>A day with its weekday.</summary>
    public string Day(LocalDate date) => language.Day(date);
}
