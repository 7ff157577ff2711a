using NodaTime;

namespace Orchestrator.Console.Languages;

/// <content>Times.</content>
public abstract partial class Speech
{
    /// <summary>A time on the wall, with its zone.</summary>
    public abstract string Moment(ZonedDateTime at);

    /// <summary>A time where the zone is said elsewhere.</summary>
    public abstract string Moment(LocalDateTime at);

    /// <summary>A day with its weekday.</summary>
    public abstract string Day(LocalDate date);
}
