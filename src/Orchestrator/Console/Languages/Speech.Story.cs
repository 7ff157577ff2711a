using NodaTime;
using Orchestrator.Console.Languages.Stories;

namespace Orchestrator.Console.Languages;

/// <content>
/// What the orchestrator wrote down, or explains, in English: timelines, reasons, explanations of policies. The English text is a contract with programs;
/// a person reads it in his own language.
/// </content>
public abstract partial class Speech
{
    /// <summary>A sentence or a reason in this language. What nobody has translated stays English, and what a person wrote stays as he wrote it.</summary>
    /// <param name="english">As it is stored; null gives nothing.</param>
    /// <param name="zone">For times that are stored in UTC; null leaves them there.</param>
    public string Story(string? english, DateTimeZone? zone = null) => Tell(english, zone).ToString();

    /// <summary>The same in parts that say which of them stayed English.</summary>
    public Told Tell(string? english, DateTimeZone? zone = null) =>
        string.IsNullOrEmpty(english) ? Told.Nothing : Translate(english, zone ?? DateTimeZone.Utc);

    /// <summary>A time on the wall, with its zone.</summary>
    public abstract string Moment(ZonedDateTime at);

    /// <summary>A time where the zone is said elsewhere.</summary>
    public abstract string Moment(LocalDateTime at);

    /// <summary>A day with its weekday.</summary>
    public abstract string Day(LocalDate date);

    private protected abstract Told Translate(string english, DateTimeZone zone);
}
