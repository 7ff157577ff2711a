using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Texts;

namespace Orchestrator.Console.Languages;

internal sealed partial class Russian
{
    private static readonly LocalDatePattern DayPattern = LocalDatePattern.CreateWithInvariantCulture("dd.MM.uuuu");
    private static readonly LocalDateTimePattern SecondPattern = LocalDateTimePattern.CreateWithInvariantCulture("dd.MM.uuuu HH:mm:ss");

    private static readonly ImmutableArray<string> ShortDays = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];

    public override string Moment(ZonedDateTime at) => $"{Moment(at.LocalDateTime)} {Language.Of(Code).ZoneAt(at)}";

    public override string Moment(LocalDateTime at) => $"{ShortDays[(int)at.DayOfWeek - 1]} {SecondPattern.Format(at)}";

    public override string Day(LocalDate date) => $"{ShortDays[(int)date.DayOfWeek - 1]} {DayPattern.Format(date)}";
}
