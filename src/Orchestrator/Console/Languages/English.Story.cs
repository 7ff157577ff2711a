using NodaTime;
using NodaTime.Text;
using Orchestrator.Console.Languages.Stories;

namespace Orchestrator.Console.Languages;

internal sealed partial class English
{
    private static readonly ZonedDateTimePattern MomentPattern = ZonedDateTimePattern.CreateWithInvariantCulture("ddd uuuu-MM-dd HH:mm:ss x", null);

    public override string Moment(ZonedDateTime at) => MomentPattern.Format(at);

    private protected override Told Translate(string english, DateTimeZone zone) => Told.AsIs(english);
}
