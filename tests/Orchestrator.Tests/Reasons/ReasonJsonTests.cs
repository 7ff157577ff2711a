using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Xunit;

namespace Orchestrator.Tests.Reasons;

/// <summary>Reasons as they are stored.</summary>
public sealed class ReasonJsonTests
{
    private static readonly DateTimeZone Moscow = DateTimeZoneProviders.Tzdb["Europe/Moscow"];
    private static readonly Instant At = Instant.FromUtc(2026, 11, 30, 6, 0, 1);

    public static TheoryData<string> Codes { get; } = [.. ReasonForm.All.Keys];

    [Theory]
    [MemberData(nameof(Codes))]
    public void EveryKind_ComesBackAsItWas_WithAndWithoutWhatMayBeLeftOut(string code)
    {
        var form = ReasonForm.All[code];
        var full = form.Make([.. form.Arguments.Select(a => Sample(a.Type))]);
        var bare = form.Make([.. form.Arguments.Select(a => MayBeNull(form, a) ? null : Sample(a.Type))]);

        Assert.Equal(full, ReasonJson.Read(ReasonJson.Write(full)));
        Assert.Equal(bare, ReasonJson.Read(ReasonJson.Write(bare)));
        Assert.NotEmpty(full.ToString());
        Assert.NotEmpty(bare.ToString());
    }

    [Fact]
    public void Write_IsPlainJson() => Assert.Equal(
        """{"code":"retry","outcome":"busy","number":1,"delay":120}""", ReasonJson.Write(new Reason.Retry(Outcome.Busy, 1, Duration.FromMinutes(2))));

    [Theory]
    [InlineData("""{"code":"of_a_later_version","n":1}""")]
    [InlineData("""{"code":"retry","outcome":"busy"}""")]
    [InlineData("""{"code":"retry","outcome":"bored","number":1,"delay":120}""")]
    [InlineData("""{"code":"next_daypart","time":"10:00:00","zone":"Mars/Olympus"}""")]
    [InlineData("""{"code":7}""")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData(null)]
    public void Read_WhatItDoesNotKnow_IsNull(string? json) => Assert.Null(ReasonJson.Read(json));

    [Fact]
    public void Also_AddsEachReasonOnce()
    {
        Reason one = new Reason.OperatorDeclined();

        Assert.Equal(one, one.Also(new Reason.OperatorDeclined()));
        Assert.Equal("the operator declined; the operator's phone did not answer", one.Also(new Reason.OperatorPhoneDidNotAnswer()).Also(new Reason.OperatorDeclined()).ToString());
    }

    /// <summary>By its annotation, where it is a reference.</summary>
    private static bool MayBeNull(ReasonForm form, ReasonArgument argument) => Nullable.GetUnderlyingType(argument.Type) is not null
        || (!argument.Type.IsValueType && new System.Reflection.NullabilityInfoContext().Create(argument.Property).ReadState == System.Reflection.NullabilityState.Nullable);

    private static object Sample(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(Reason) => new Reason.ClosedThen(),
        var t when t == typeof(ImmutableArray<Reason>) => ImmutableArray.Create<Reason>(new Reason.ClosedThen(), new Reason.AskedForNow()),
        var t when t == typeof(int) => 3,
        var t when t == typeof(string) => "it's {a} [text]",
        var t when t == typeof(char) => '1',
        var t when t == typeof(Duration) => Duration.FromMilliseconds(90_500),
        var t when t == typeof(LocalTime) => new LocalTime(9, 5, 7),
        var t when t == typeof(LocalDate) => new LocalDate(2027, 5, 1),
        var t when t == typeof(Instant) => At,
        var t when t == typeof(DateTimeZone) => Moscow,
        var t when t == typeof(ZonedDateTime) => At.InZone(Moscow),
        var t when t == typeof(NearTime) => new NearTime(At.InZone(Moscow), true),
        var t when t == typeof(DaySpan) => new DaySpan(new LocalDate(2027, 5, 1), new LocalDate(2027, 5, 3)),
        var t when t == typeof(DailyWindow) => new DailyWindow(1320, 1800),
        var t when t == typeof(SipResponse) => new SipResponse(486),
        var t when t == typeof(Q850Cause) => new Q850Cause(17),
        var t when t.IsEnum => Enum.GetValues(t).GetValue(1)!,
        var t => throw new InvalidOperationException($"No sample of {t}."),
    };
}
