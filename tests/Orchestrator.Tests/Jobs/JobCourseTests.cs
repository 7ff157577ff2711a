using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;
using Xunit;

namespace Orchestrator.Tests.Jobs;

/// <summary>What becomes of a case's job: every state of the case beside every state of the job.</summary>
public sealed class JobCourseTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 30, 6, 0);
    private static readonly Instant Due = Now + Duration.FromHours(1);
    private static readonly DateTimeZone Moscow = DateTimeZoneProviders.Tzdb["Europe/Moscow"];
    private static readonly Instant Later = Now + Duration.FromHours(24);

    [Theory]
    [InlineData(null)]
    [InlineData("Succeeded")]
    [InlineData("Deleted")]
    public void Waiting_WithoutALiveJob_GetsOne(string? job) =>
        Assert.Equal(new JobCourse.Book(Due), Of(Case("waiting", next: Due, jobAt: null, job: job)));

    [Theory]
    [InlineData("Scheduled")]
    [InlineData("Enqueued")]
    [InlineData("Processing")]
    [InlineData("Failed")]
    [InlineData("Awaiting")]
    public void Waiting_WithItsJob_Stays(string job) =>
        Assert.Equal(new JobCourse.Stay(), Of(Case("waiting", next: Due, jobAt: Due, job: job)));

    [Theory]
    [InlineData(null)]
    [InlineData("Deleted")]
    [InlineData("Succeeded")]
    public void Waiting_WhoseJobIsGone_GetsAnotherForTheSameTime(string? job) =>
        Assert.Equal(new JobCourse.Book(Due), Of(Case("waiting", next: Due, jobAt: Due, job: job, attempts: 2, told: 2)));

    [Theory]
    [InlineData("Scheduled")]
    [InlineData("Enqueued")]
    [InlineData("Failed")]
    public void Waiting_MovedBeforeItsJobBegan_TakesTheJobAlong(string job) =>
        Assert.Equal(new JobCourse.Move(Later), Of(Case("waiting", next: Later, jobAt: Due, job: job)));

    [Fact]
    public void Waiting_PutOffAtItsDueTime_TellsWhyAndGetsTheNextJob() =>
        Assert.Equal(
            new JobCourse.Book(Later, new Reason.PutOff(new Reason.Quoted("outside opening hours"), new NearTime(Later.InZone(Moscow), false))),
            Of(Case("waiting", next: Later, jobAt: Due, job: "Processing", why: "outside opening hours")));

    [Theory]
    [InlineData("Processing")]
    [InlineData("Scheduled")] // called now, and over before the job was written
    public void Waiting_AfterItsAttempt_TellsWhatCameOfIt(string job) =>
        Assert.Equal(
            new JobCourse.Book(Later, new Reason.AttemptCameTo(1, "PJSIP/101", Outcome.NoAnswer)),
            Of(Case("waiting", next: Later, jobAt: Due, job: job, attempts: 1, outcome: "no_answer")));

    [Fact]
    public void Ready_WithoutAJob_StartsANewOne() => Assert.Equal(new JobCourse.Start("first attempt", IsNew: true), Of(Case("ready", next: Now, jobAt: null, job: null, why: "first attempt")));

    [Theory]
    [InlineData("Scheduled")]
    [InlineData("Failed")]
    public void Ready_WithAJobToCome_StartsItNow(string job) =>
        Assert.Equal(new JobCourse.Start("anna asked", IsNew: false), Of(Case("ready", next: Now, jobAt: Due, job: job, why: "anna asked")));

    [Fact]
    public void Ready_WithItsJobAtWork_Stays() => Assert.Equal(new JobCourse.Stay(), Of(Case("ready", next: Due, jobAt: Due, job: "Processing")));

    [Fact]
    public void Ready_AfterARestart_StartsItAgain() =>
        Assert.Equal(new JobCourse.Start("first attempt", IsNew: false), Of(Case("ready", next: Due, jobAt: null, job: "Processing", why: "first attempt")));

    [Theory]
    [InlineData("Scheduled")]
    [InlineData("Enqueued")]
    [InlineData("Processing")]
    [InlineData("Failed")]
    public void Calling_WithALiveJob_SettlesIt(string job) =>
        Assert.Equal(new JobCourse.Settle(new Reason.AttemptUnderWay(1, "PJSIP/101")), Of(Case("calling", next: null, jobAt: Due, job: job, attempts: 1)));

    [Theory]
    [InlineData(null, 0)]
    [InlineData("Succeeded", 1)] // of the attempt before
    public void Calling_QuickerThanItsJob_WritesItDownAfterwards(string? job, int told) =>
        Assert.Equal(
            new JobCourse.Settle(new Reason.AttemptUnderWay(told + 1, "PJSIP/101"), IsNew: true),
            Of(Case("calling", next: null, jobAt: Now, job: job, attempts: told + 1, told: told)));

    [Theory]
    [InlineData("calling")]
    [InlineData("waiting")]
    [InlineData("ready")]
    [InlineData("closed")]
    public void SeveralAttempts_QuickerThanTheirJobs_AreToldOfOneByOne(string state)
    {
        var next = state is "waiting" or "ready" ? Later : (Instant?)null;

        Assert.Equal(new JobCourse.Settle(new Reason.AttemptCameTo(2, "PJSIP/101", Outcome.Busy), IsNew: true), Of(Case(state, next, jobAt: Now, job: "Succeeded", attempts: 3, told: 1, outcome: "busy")));
        Assert.Equal(new JobCourse.Settle(new Reason.AttemptCameTo(2, "PJSIP/101", Outcome.Busy)), Of(Case(state, next, jobAt: Now, job: "Scheduled", attempts: 3, told: 1, outcome: "busy")));
    }

    [Fact]
    public void Calling_WithItsJobSettled_Stays() => Assert.Equal(new JobCourse.Stay(), Of(Case("calling", next: null, jobAt: null, job: "Succeeded", attempts: 1, told: 1)));

    [Fact]
    public void Waiting_WhoseAttemptWasOverBeforeItsJobWasWritten_OwesThatJobFirst() =>
        Assert.Equal(
            new JobCourse.Settle(new Reason.AttemptCameTo(1, "PJSIP/101", Outcome.Failed), IsNew: true),
            Of(Case("waiting", next: Later, jobAt: Now, job: null, attempts: 1, outcome: "failed")));

    [Theory]
    [InlineData("Scheduled")]
    [InlineData("Enqueued")]
    [InlineData("Failed")]
    public void Closed_BeforeItsJobBegan_RemovesIt(string job) =>
        Assert.Equal(new JobCourse.Remove(new Reason.ClosedAs(Disposition.CalledAgain, new Reason.Quoted("in queue sales"))), Of(Closed(job, "called_again", "in queue sales")));

    [Fact]
    public void Closed_WhileItsJobWasAtWork_SettlesIt() =>
        Assert.Equal(new JobCourse.Settle(new Reason.ClosedAs(Disposition.Expired, new Reason.Quoted("too old"))), Of(Closed("Processing", "expired", "too old")));

    [Theory]
    [InlineData("Scheduled")]
    [InlineData("Processing")] // due within seconds, or waiting for an operator
    public void Withdrawn_RemovesItsJobHoweverFarItHadCome(string job) =>
        Assert.Equal(new JobCourse.Remove(new Reason.ClosedAs(Disposition.Withdrawn, new Reason.Quoted("withdrawn by user anna"))), Of(Closed(job)));

    [Theory]
    [InlineData(null)]
    [InlineData("Succeeded")]
    [InlineData("Deleted")]
    public void Closed_WithoutALiveJob_Stays(string? job) => Assert.Equal(new JobCourse.Stay(), Of(Closed(job)));

    [Fact]
    public void Closed_AfterItsAttempt_TellsWhatCameOfIt() =>
        Assert.Equal(
            new JobCourse.Settle(new Reason.AttemptCameTo(2, "PJSIP/101", Outcome.Connected)),
            Of(Case("closed", next: null, jobAt: Due, job: "Processing", attempts: 2, told: 1, outcome: "connected")));

    [Fact]
    public void Observed_AfterItWouldHaveCalled_SaysSo() =>
        Assert.Equal(
            new JobCourse.Book(Later, new Reason.WouldCallNow()),
            Of(Case("waiting", next: Later, jobAt: Due, job: "Processing", attempts: 1, observed: true)));

    [Fact]
    public void OfDelay_MoreThanAWeekAway_IsToldWithItsDate() =>
        Assert.Equal(
            new JobCourse.Book(Now + Duration.FromDays(10), new Reason.PutOff(new Reason.Quoted("postponed"), new NearTime((Now + Duration.FromDays(10)).InZone(Moscow), true))),
            Of(Case("waiting", next: Now + Duration.FromDays(10), jobAt: Due, job: "Processing", why: "postponed")));

    private static JobCourse Of(BookedCase c) => JobCourse.Of(c, Moscow);

    private static BookedCase Closed(string? job, string disposition = "withdrawn", string reason = "withdrawn by user anna") =>
        Case("closed", next: null, jobAt: Due, job: job, why: reason, disposition: disposition);

    private static BookedCase Case(
        string state, Instant? next, Instant? jobAt, string? job, int attempts = 0, int told = 0, string? outcome = null, string? why = null, bool observed = false, string disposition = "reached") => new()
        {
            Id = Guid.NewGuid(),
            Number = "+79161234567",
            Policy = "sales",
            StateWord = state,
            Observed = observed,
            NextAttemptAt = next,
            NextAttemptWhy = why is null ? null : new Reason.Quoted(why),
            Disposition = state == "closed" ? disposition : null,
            Reason = state == "closed" ? new Reason.Quoted(why!) : null,
            JobId = job is null ? null : 1,
            JobAt = jobAt,
            JobState = job,
            Attempts = attempts,
            AttemptsTold = told,
            AttemptOutcome = outcome,
            AttemptOperators = attempts == told ? null : "PJSIP/101",
            ReadAt = Now,
        };
}
