using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
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
        Assert.Equal(new JobCourse.Book(Due), Of(Case(CaseState.Waiting, next: Due, jobAt: null, job: job)));

    [Theory]
    [InlineData("Scheduled")]
    [InlineData("Enqueued")]
    [InlineData("Processing")]
    [InlineData("Failed")]
    [InlineData("Awaiting")]
    public void Waiting_WithItsJob_Stays(string job) =>
        Assert.Equal(new JobCourse.Stay(), Of(Case(CaseState.Waiting, next: Due, jobAt: Due, job: job)));

    [Theory]
    [InlineData(null)]
    [InlineData("Deleted")]
    [InlineData("Succeeded")]
    public void Waiting_WhoseJobIsGone_GetsAnotherForTheSameTime(string? job) =>
        Assert.Equal(new JobCourse.Book(Due), Of(Case(CaseState.Waiting, next: Due, jobAt: Due, job: job, attempts: 2, told: 2)));

    [Theory]
    [InlineData("Scheduled")]
    [InlineData("Enqueued")]
    [InlineData("Failed")]
    public void Waiting_MovedBeforeItsJobBegan_TakesTheJobAlong(string job) =>
        Assert.Equal(new JobCourse.Move(Later), Of(Case(CaseState.Waiting, next: Later, jobAt: Due, job: job)));

    [Fact]
    public void Waiting_PutOffAtItsDueTime_TellsWhyAndGetsTheNextJob() =>
        Assert.Equal(
            new JobCourse.Book(Later, new Reason.PutOff(new Reason.Quoted("outside opening hours"), new NearTime(Later.InZone(Moscow), false))),
            Of(Case(CaseState.Waiting, next: Later, jobAt: Due, job: "Processing", why: "outside opening hours")));

    [Theory]
    [InlineData("Processing")]
    [InlineData("Scheduled")] // called now, and over before the job was written
    public void Waiting_AfterItsAttempt_TellsWhatCameOfIt(string job) =>
        Assert.Equal(
            new JobCourse.Book(Later, new Reason.AttemptCameTo(1, "PJSIP/101", Outcome.NoAnswer)),
            Of(Case(CaseState.Waiting, next: Later, jobAt: Due, job: job, attempts: 1, outcome: Outcome.NoAnswer)));

    [Fact]
    public void Ready_WithoutAJob_StartsANewOne() => Assert.Equal(new JobCourse.Start("first attempt", IsNew: true), Of(Case(CaseState.Ready, next: Now, jobAt: null, job: null, why: "first attempt")));

    [Theory]
    [InlineData("Scheduled")]
    [InlineData("Failed")]
    public void Ready_WithAJobToCome_StartsItNow(string job) =>
        Assert.Equal(new JobCourse.Start("anna asked", IsNew: false), Of(Case(CaseState.Ready, next: Now, jobAt: Due, job: job, why: "anna asked")));

    [Fact]
    public void Ready_WithItsJobAtWork_Stays() => Assert.Equal(new JobCourse.Stay(), Of(Case(CaseState.Ready, next: Due, jobAt: Due, job: "Processing")));

    [Fact]
    public void Ready_AfterARestart_StartsItAgain() =>
        Assert.Equal(new JobCourse.Start("first attempt", IsNew: false), Of(Case(CaseState.Ready, next: Due, jobAt: null, job: "Processing", why: "first attempt")));

    [Theory]
    [InlineData("Scheduled")]
    [InlineData("Enqueued")]
    [InlineData("Processing")]
    [InlineData("Failed")]
    public void Calling_WithALiveJob_SettlesIt(string job) =>
        Assert.Equal(new JobCourse.Settle(new Reason.AttemptUnderWay(1, "PJSIP/101")), Of(Case(CaseState.Calling, next: null, jobAt: Due, job: job, attempts: 1)));

    [Theory]
    [InlineData(null, 0)]
    [InlineData("Succeeded", 1)] // of the attempt before
    public void Calling_QuickerThanItsJob_WritesItDownAfterwards(string? job, int told) =>
        Assert.Equal(
            new JobCourse.Settle(new Reason.AttemptUnderWay(told + 1, "PJSIP/101"), IsNew: true),
            Of(Case(CaseState.Calling, next: null, jobAt: Now, job: job, attempts: told + 1, told: told)));

    [Theory]
    [InlineData(CaseState.Calling)]
    [InlineData(CaseState.Waiting)]
    [InlineData(CaseState.Ready)]
    [InlineData(CaseState.Closed)]
    public void SeveralAttempts_QuickerThanTheirJobs_AreToldOfOneByOne(CaseState state)
    {
        var next = state is CaseState.Waiting or CaseState.Ready ? Later : (Instant?)null;

        Assert.Equal(new JobCourse.Settle(new Reason.AttemptCameTo(2, "PJSIP/101", Outcome.Busy), IsNew: true), Of(Case(state, next, jobAt: Now, job: "Succeeded", attempts: 3, told: 1, outcome: Outcome.Busy)));
        Assert.Equal(new JobCourse.Settle(new Reason.AttemptCameTo(2, "PJSIP/101", Outcome.Busy)), Of(Case(state, next, jobAt: Now, job: "Scheduled", attempts: 3, told: 1, outcome: Outcome.Busy)));
    }

    [Fact]
    public void Calling_WithItsJobSettled_Stays() => Assert.Equal(new JobCourse.Stay(), Of(Case(CaseState.Calling, next: null, jobAt: null, job: "Succeeded", attempts: 1, told: 1)));

    [Fact]
    public void Waiting_WhoseAttemptWasOverBeforeItsJobWasWritten_OwesThatJobFirst() =>
        Assert.Equal(
            new JobCourse.Settle(new Reason.AttemptCameTo(1, "PJSIP/101", Outcome.Failed), IsNew: true),
            Of(Case(CaseState.Waiting, next: Later, jobAt: Now, job: null, attempts: 1, outcome: Outcome.Failed)));

    [Theory]
    [InlineData("Scheduled")]
    [InlineData("Enqueued")]
    [InlineData("Failed")]
    public void Closed_BeforeItsJobBegan_RemovesIt(string job) =>
        Assert.Equal(new JobCourse.Remove(new Reason.ClosedAs(Disposition.CalledAgain, new Reason.Quoted("in queue sales"))), Of(Closed(job, Disposition.CalledAgain, "in queue sales")));

    [Fact]
    public void Closed_WhileItsJobWasAtWork_SettlesIt() =>
        Assert.Equal(new JobCourse.Settle(new Reason.ClosedAs(Disposition.Expired, new Reason.Quoted("too old"))), Of(Closed("Processing", Disposition.Expired, "too old")));

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
            Of(Case(CaseState.Closed, next: null, jobAt: Due, job: "Processing", attempts: 2, told: 1, outcome: Outcome.Connected)));

    [Fact]
    public void Observed_AfterItWouldHaveCalled_SaysSo() =>
        Assert.Equal(
            new JobCourse.Book(Later, new Reason.WouldCallNow()),
            Of(Case(CaseState.Waiting, next: Later, jobAt: Due, job: "Processing", attempts: 1, observed: true)));

    [Fact]
    public void OfDelay_MoreThanAWeekAway_IsToldWithItsDate() =>
        Assert.Equal(
            new JobCourse.Book(Now + Duration.FromDays(10), new Reason.PutOff(new Reason.Quoted("postponed"), new NearTime((Now + Duration.FromDays(10)).InZone(Moscow), true))),
            Of(Case(CaseState.Waiting, next: Now + Duration.FromDays(10), jobAt: Due, job: "Processing", why: "postponed")));

    private static JobCourse Of(BookedCase c) => JobCourse.Of(c, Moscow);

    private static BookedCase Closed(string? job, Disposition disposition = Disposition.Withdrawn, string reason = "withdrawn by user anna") =>
        Case(CaseState.Closed, next: null, jobAt: Due, job: job, why: reason, disposition: disposition);

    private static BookedCase Case(
        CaseState state, Instant? next, Instant? jobAt, string? job, int attempts = 0, int told = 0, Outcome? outcome = null, string? why = null, bool observed = false, Disposition disposition = Disposition.Reached) => new()
        {
            Id = Guid.NewGuid(),
            Number = PhoneNumber.FromE164("+79161234567")!.Value,
            Policy = "sales",
            State = state,
            Observed = observed,
            NextAttemptAt = next,
            NextAttemptWhy = why is null ? null : new Reason.Quoted(why),
            Disposition = state == CaseState.Closed ? disposition : null,
            Reason = state == CaseState.Closed ? new Reason.Quoted(why!) : null,
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
