using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Console.Languages;

internal sealed partial class English
{
    private static readonly ZonedDateTimePattern ZonedPattern = ZonedDateTimePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd HH:mm:ss x", null);
    private static readonly LocalDateTimePattern LocalPattern = LocalDateTimePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd HH:mm:ss");
    private static readonly LocalDatePattern DayPattern = LocalDatePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd");

    public override string Moment(ZonedDateTime at) => ZonedPattern.Format(at);

    public override string Moment(LocalDateTime at) => LocalPattern.Format(at);

    public override string Day(LocalDate date) => DayPattern.Format(date);

}
