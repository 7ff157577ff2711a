using NodaTime;
using NodaTime.Testing;
using Orchestrator.Cli.Doctor;
using Orchestrator.Core.Policies;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Cli;

public sealed class ZoneCheckTests
{
    private static readonly DateTimeZone Moscow = DateTimeZoneProviders.Tzdb["Europe/Moscow"];
    private static readonly Instant Today = Instant.FromUtc(2026, 11, 22, 8, 0);

    private readonly ZoneCheck check = new(new PolicySet([PolicyText.With("")]), new FakeClock(Today));

    [Fact]
    public async Task Run_SystemSaysTheSame_TellsTheVersionOnly()
    {
        var result = Assert.Single(await check.RunAsync(default));

        Assert.Equal(Verdict.Fine, result.Verdict);
        Assert.StartsWith("tzdb 20", result.Found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_SystemHasAnotherOffset_IsAFindingWithTheDayAndItsMending()
    {
        var result = check.Compare(Moscow, TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(4), "x", "x"), Today)!;

        Assert.Equal(Verdict.Finding, result.Verdict);
        Assert.StartsWith("on 2026-11-22 clocks in Europe/Moscow are at UTC+03 by our rules (tzdb ", result.Found.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("and at UTC+04 by the system's", result.Found.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Update the tzdata package", result.Mend?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_SystemStillHasSummerTime_IsAFindingOfTheDayOnWhichTheyPart()
    {
        var summer = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date,
            DateTime.MaxValue.Date,
            TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0, DateTimeKind.Unspecified), 3, 28),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0, DateTimeKind.Unspecified), 10, 31));

        var result = check.Compare(Moscow, TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(3), "x", "x", "x", [summer]), Today)!;

        Assert.Equal(Verdict.Finding, result.Verdict);
        Assert.StartsWith("on 2027-03-28 ", result.Found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_SystemDoesNotKnowTheZone_IsNoted() => Assert.Equal(Verdict.Note, check.Compare(Moscow, null, Today)!.Verdict);
}
