using NodaTime;
using Orchestrator.Core.Numbers;
using Xunit;

namespace Orchestrator.Tests.Numbers;

public sealed class CountryZonesTests
{
    [Theory]
    [InlineData("+493012345678", "Europe/Berlin")]
    [InlineData("+442071234567", "Europe/London")]
    [InlineData("+48221234567", "Europe/Warsaw")]
    [InlineData("+358401234567", "Europe/Helsinki")]
    [InlineData("+37512345678", "Europe/Minsk")]
    [InlineData("+77011234567", "Asia/Almaty")]
    [InlineData("+919812345678", "Asia/Kolkata")]
    [InlineData("+97721234567", "Asia/Kathmandu")]
    [InlineData("+212512345678", "Africa/Casablanca")]
    public void Of_CountryWithOneTime_IsItsZone(string number, string zone) => Assert.Equal(zone, Of(number)?.Id);

    [Theory]
    [InlineData("+79161234567")]
    [InlineData("+12125550100")]
    [InlineData("+61212345678")]
    [InlineData("+5511912345678")]
    [InlineData("+34911234567")]
    [InlineData("+351211234567")]
    [InlineData("+88112345678")]
    public void Of_CountryWithSeveralTimesOrNone_IsNull(string number) => Assert.Null(Of(number));

    [Fact]
    public void ZoneOf_NumbersFileSaysSo_GoesBeforeTheCountry()
    {
        var plan = new NumberPlan
        {
            Zones = [new ZoneRule(new NumberPattern("+7423*"), DateTimeZoneProviders.Tzdb["Asia/Vladivostok"]), new ZoneRule(new NumberPattern("+49*"), DateTimeZone.Utc)],
        };

        Assert.Equal("Asia/Vladivostok", plan.ZoneOf(Number("+74232123456"))?.Id);
        Assert.Equal("UTC", plan.ZoneOf(Number("+493012345678"))?.Id);
        Assert.Equal("Europe/Vienna", plan.ZoneOf(Number("+43112345678"))?.Id);
        Assert.Null(plan.ZoneOf(Number("+74951234567")));
    }

    private static DateTimeZone? Of(string number) => CountryZones.Of(Number(number));

    private static PhoneNumber Number(string text) => PhoneNumber.FromE164(text)!.Value;
}
