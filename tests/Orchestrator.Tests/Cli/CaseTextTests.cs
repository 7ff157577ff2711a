using NodaTime;
using Orchestrator.Cli.CaseCommands;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Storage;
using Xunit;

namespace Orchestrator.Tests.Cli;

public sealed class CaseTextTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 21, 6, 30);

    [Fact]
    public void Id_Abbreviated_IsTheRangeOfAllThatBeginSo()
    {
        var id = CaseIdText.Parse("0193A1B2-5c");

        Assert.Equal(Guid.Parse("0193a1b2-5c00-0000-0000-000000000000"), id!.First);
        Assert.Equal(Guid.Parse("0193a1b2-5cff-ffff-ffff-ffffffffffff"), id.Last);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0193a1b")]
    [InlineData("0193a1bg")]
    [InlineData("0193a1b2-5c3d-7e4f-8a9b-0c1d2e3f4a5b0")]
    public void Id_TooShortTooLongOrNoHex_IsNone(string text) => Assert.Null(CaseIdText.Parse(text));

    [Theory]
    [InlineData(CaseState.Waiting, "2026-11-21 09:30:00 +03:00: busy: second retry after 5m")]
    [InlineData(CaseState.Ready, "as soon as there is a free operator and a free line; due since 2026-11-21 09:30:00 +03:00, busy: second retry after 5m; held: no operator is free")]
    [InlineData(CaseState.Calling, "an attempt is running")]
    [InlineData(CaseState.Closed, "none, closed 2026-11-21 09:30:00 +03:00 as reached: they talked")]
    public void NextStep_OfEachState_SaysWhatAndWhy(CaseState state, string expected)
    {
        var story = new CaseStory(CliRun.Terminal(TextWriter.Null, TextWriter.Null), DateTimeZoneProviders.Tzdb["Europe/Moscow"]);

        Assert.Equal(expected, story.NextStep(Case(state)));
    }

    [Fact]
    public async Task Tell_HostileText_IsPrintedHarmlessly()
    {
        using var output = new StringWriter();
        var view = Case(CaseState.Waiting);
        view.MissedCalls = [new MissedCallOfCase { Pbx = "pbx1", Uniqueid = "\u001b[2J[red]x", Reason = MissReason.Abandoned, Queue = "[link=x]" }];

        await new CaseStory(CliRun.Terminal(output, TextWriter.Null), DateTimeZone.Utc).TellAsync(view);

        Assert.DoesNotContain('\u001b', output.ToString());
        Assert.Contains("[2J[red]x", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("[link=x]", output.ToString(), StringComparison.Ordinal);
    }

    private static CaseView Case(CaseState state) => new()
    {
        Number = "+74951234567",
        Policy = "sales",
        PolicyVersion = "0123456789ab",
        State = state,
        Disposition = state == CaseState.Closed ? Disposition.Reached : null,
        Reason = state == CaseState.Closed ? new Reason.Quoted("they talked") : null,
        ClosedAt = state == CaseState.Closed ? At : null,
        NextAttemptAt = state is CaseState.Waiting or CaseState.Ready ? At : null,
        NextAttemptWhy = new Reason.Quoted("busy: second retry after 5m"),
        HeldWhy = state == CaseState.Ready ? new Reason.NoOperatorFree() : null,
    };
}
