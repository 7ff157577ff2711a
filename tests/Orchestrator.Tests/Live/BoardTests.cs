using NodaTime;
using Orchestrator.Access;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Live;
using Orchestrator.Web.Site.Languages;
using Orchestrator.Web.Site.Streams;
using Xunit;

namespace Orchestrator.Tests.Live;

public sealed class BoardTests
{
    [Theory]
    [InlineData(null, BoardLevel.Fine)]
    [InlineData(0.0999, BoardLevel.Fine)]
    [InlineData(0.1, BoardLevel.Amber)]
    [InlineData(0.2499, BoardLevel.Amber)]
    [InlineData(0.25, BoardLevel.Red)]
    public void Level_OfAShare_GoesByTheThresholds(double? share, BoardLevel level) => Assert.Equal(level, BoardLevels.Of(share, 0.1, 0.25));

    [Theory]
    [InlineData(AttemptState.Claimed, AttemptState.OperatorRinging)]
    [InlineData(AttemptState.OperatorRinging, AttemptState.OperatorRinging)]
    [InlineData(AttemptState.OperatorAnswered, AttemptState.CustomerRinging)]
    [InlineData(AttemptState.CustomerRinging, AttemptState.CustomerRinging)]
    [InlineData(AttemptState.Talking, AttemptState.Talking)]
    public void Phase_OfAnAttempt_IsOneOfThree(AttemptState state, AttemptState phase) => Assert.Equal(phase, state.Phase());

    [Fact]
    public void Shares_NothingClosed_AreUnknownAndNotZero()
    {
        var none = new TodayFigures();

        Assert.Null(none.LostShare);
        Assert.Null(none.RecoveredShare);
        Assert.Equal(0.25, new TodayFigures { Closed = 8, Lost = 2 }.LostShare);
    }

    [Fact]
    public void Chart_HoursWithoutEvents_AreThereAsZero()
    {
        var health = HealthReport.Of(new HealthPart(true, new Reason.LinkUp()), new HealthPart(true, new Reason.LinkUp()), isUp: true, new HealthPart(true, new Reason.LinkUp()), []);
        var figures = new BoardFigures(default, new OpenFigures(), new TodayFigures(), [], [], [new HourFigures { Hour = 3, Missed = 7 }]);

        var chart = new Board(figures, false, default, health, [], []).Chart;

        Assert.Equal(Board.Hours, chart.Count);
        Assert.Equal(7, chart[3].Missed);
        Assert.Equal(7, chart.Sum(h => h.Missed));
    }

    [Theory]
    [InlineData("Europe/Moscow", "2026-11-22T20:59:59Z", "2026-11-21T21:00:00Z")]
    [InlineData("Europe/Moscow", "2026-11-22T21:00:00Z", "2026-11-22T21:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04T12:00:00Z", "2018-11-04T03:00:00Z")] // that day began at 01:00
    public void Midnight_InAZone_IsWhenItsDayBegan(string zone, string now, string midnight) =>
        Assert.Equal(At(midnight), BoardProjector.Midnight(At(now), DateTimeZoneProviders.Tzdb[zone]));

    [Theory]
    [InlineData("Europe/Moscow", "2026-11-22T07:15:30Z", "2026-11-21T08:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-11-22T07:15:30Z", "2026-11-21T07:30:00Z")] // its hours begin at half past
    public void FirstHour_InAZone_IsAFullHourThere(string zone, string now, string first) =>
        Assert.Equal(At(first), BoardProjector.FirstHour(At(now), DateTimeZoneProviders.Tzdb[zone]));

    public static TheoryData<Reason?, OperatorState> Hindrances { get; } = new()
    {
        { null, OperatorState.Free },
        { new Reason.InCallback(), OperatorState.Calling },
        { new Reason.OperatorPaused(), OperatorState.Busy },
        { new Reason.WrapUp(), OperatorState.Busy },
        { new Reason.NotRegistered(), OperatorState.Away },
        { new Reason.NoSuchDevice(), OperatorState.Away },
        { new Reason.DeviceStateUnknown(), OperatorState.Unknown },
    };

    [Theory]
    [MemberData(nameof(Hindrances))]
    public void State_OfAHindrance_IsCoarse(Reason? hindrance, OperatorState state) => Assert.Equal(state, BoardOperators.StateOf(hindrance));

    [Theory]
    [InlineData(1, "1 новое — показать")]
    [InlineData(3, "3 новых — показать")]
    [InlineData(11, "11 новых — показать")]
    [InlineData(21, "21 новое — показать")]
    [InlineData(100, "100 и больше новых — показать")]
    public void NewCases_InRussian_AreCountedAsRussiansDo(int count, string text) => Assert.Equal(text, Speech.Of("ru").NewCases(count));

    private static Instant At(string text) => NodaTime.Text.InstantPattern.General.Parse(text).Value;
}
