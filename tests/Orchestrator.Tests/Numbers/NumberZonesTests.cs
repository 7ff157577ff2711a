using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Numbers;
using Xunit;

namespace Orchestrator.Tests.Numbers;

public sealed class NumberZonesTests
{
    [Theory]
    [InlineData("+493012345678", "Europe/Berlin")]
    [InlineData("+4915112345678", "Europe/Berlin")]
    [InlineData("+442071234567", "Europe/London")]
    [InlineData("+447400123456", "Europe/London")]
    [InlineData("+35315551234", "Europe/Dublin")]
    [InlineData("+48221234567", "Europe/Warsaw")]
    [InlineData("+375291234567", "Europe/Minsk")]
    [InlineData("+77011234567", "Asia/Almaty")]
    [InlineData("+919812345678", "Asia/Kolkata")]
    [InlineData("+74951234567", "Europe/Moscow")]
    [InlineData("+74012123456", "Europe/Kaliningrad")]
    [InlineData("+73832123456", "Asia/Novosibirsk")]
    [InlineData("+74232123456", "Asia/Vladivostok")]
    [InlineData("+12125550100", "America/New_York")]
    [InlineData("+34911234567", "Europe/Madrid")]
    public void Of_NumberThatTellsOne_IsThatZone(string number, string zone) => Assert.Equal([zone], Of(number));

    [Fact]
    public void Of_MobileOfACountryWithManyZones_AreAllOfThatCountry()
    {
        var zones = Of("+79161234567");

        Assert.Superset(new HashSet<string> { "Europe/Kaliningrad", "Europe/Moscow", "Europe/Astrakhan", "Asia/Yekaterinburg", "Asia/Vladivostok" }, zones.ToHashSet());
        Assert.DoesNotContain("Asia/Almaty", zones);
        Assert.DoesNotContain("Europe/Bucharest", zones);
        Assert.Contains("Australia/Perth", Of("+61412345678"));
        Assert.Equal(["Atlantic/Canary", "Europe/Madrid"], Of("+34612345678").Order());
    }

    [Theory]
    [InlineData("+881612345678")]
    [InlineData("+80012345678")]
    [InlineData("+999123456789")]
    public void Of_NumberOfNoCountry_AreNone(string number) => Assert.Empty(Of(number));

    [Fact]
    public void ZonesOf_NumbersFileSaysSo_GoesBeforeTheNumber()
    {
        var plan = new NumberPlan
        {
            Zones = [new ZoneRule(new NumberPattern("+79*"), DateTimeZoneProviders.Tzdb["Europe/Moscow"]), new ZoneRule(new NumberPattern("+49*"), DateTimeZone.Utc)],
        };

        Assert.Equal(["Europe/Moscow"], Ids(plan.ZonesOf(Number("+79161234567"))));
        Assert.Equal(["UTC"], Ids(plan.ZonesOf(Number("+493012345678"))));
        Assert.Equal(["Europe/Vienna"], Ids(plan.ZonesOf(Number("+4312345678"))));
    }

    private static ImmutableArray<string> Of(string number) => Ids(NumberZones.Of(Number(number)));

    private static ImmutableArray<string> Ids(IEnumerable<DateTimeZone> zones) => [.. zones.Select(z => z.Id)];

    private static PhoneNumber Number(string text) => PhoneNumber.FromE164(text)!.Value;
}
