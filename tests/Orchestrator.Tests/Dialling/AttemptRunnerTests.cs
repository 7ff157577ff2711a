using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Dialling;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.Storage;
using Orchestrator.Tests.Asterisk;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Dialling;

public sealed class AttemptRunnerTests
{
    private readonly FakeTelephony telephony = new();
    private readonly FakeBook book = new();
    private readonly RunningAttempt attempt = NewAttempt(AttemptState.CustomerRinging);

    private string Operator => attempt.OperatorLegs[0].ChannelId;

    [Fact]
    public async Task Run_TalkEndsWhileTheBookIsAway_TheOtherLegIsHungUpAtOnceAndAllIsWrittenLater()
    {
        await using var runner = NewRunner();
        book.Away = true;
        var running = runner.RunAsync(CancellationToken.None);

        runner.Post(new AttemptEvent.CustomerUp());
        runner.Post(new AttemptEvent.LegEnded(attempt.CustomerChannel, 16, null));
        await Soon.UntilAsync(() => telephony.HungUp.Contains(Operator));
        Assert.Empty(book.Written);
        book.Away = false;
        runner.Post(new AttemptEvent.LegEnded(Operator, 16, null));
        await running.WithinDeadlineAsync();

        Assert.Equal(["Talking", $"ended {attempt.CustomerChannel}", "Connected"], book.Written);
        Assert.Equal(Outcome.Connected, runner.Outcome);
    }

    [Fact]
    public async Task Run_HangUpIsNotHeard_ItIsToldAgainBeforeTheBridgeGoes()
    {
        await using var runner = NewRunner();
        telephony.Deaf = true;
        var running = runner.RunAsync(CancellationToken.None);

        runner.Post(new AttemptEvent.Cancel(new Reason.CustomerRangIn()));
        await Soon.UntilAsync(() => book.Written.Contains("Interrupted")); // the outcome does not wait for the PBX
        Assert.False(running.IsCompleted);
        telephony.Deaf = false;
        await running.WithinDeadlineAsync();

        Assert.Superset(new HashSet<string> { Operator, attempt.CustomerChannel }, telephony.HungUp.ToHashSet());
        Assert.Equal([attempt.Bridge], telephony.Closed);
    }

    [Fact]
    public async Task Run_TimeIsUpWhileTheLinkIsAway_NothingEndsBeforeTheLook()
    {
        await using var runner = NewRunner();
        telephony.IsReady = false;
        var running = runner.RunAsync(CancellationToken.None);

        runner.Post(new AttemptEvent.TimeUp(AttemptTimer.CustomerRing));
        telephony.Live = telephony.Live.Add(Operator, new LegSight(Up: true, Dialled: true)).Add(attempt.CustomerChannel, new LegSight(Up: true, Dialled: true));
        telephony.IsReady = true;
        await Soon.UntilAsync(() => runner.State == AttemptState.Talking); // the customer had answered, unheard
        Assert.Empty(telephony.HungUp);
        runner.Post(new AttemptEvent.LegEnded(Operator, 16, null));
        runner.Post(new AttemptEvent.LegEnded(attempt.CustomerChannel, 16, null));
        await running.WithinDeadlineAsync();

        Assert.Equal(Outcome.Connected, runner.Outcome);
    }

    [Fact]
    public async Task Run_LookIsNotAnswered_ItIsTakenAgain()
    {
        await using var runner = NewRunner();
        telephony.Silent = true;
        var running = runner.RunAsync(CancellationToken.None);

        runner.Resync();
        await Soon.UntilAsync(() => telephony.Looks > 0);
        Assert.Equal(AttemptState.CustomerRinging, runner.State);
        telephony.Silent = false; // and nothing tells that it answers again
        await running.WithinDeadlineAsync();

        Assert.Equal(Outcome.Interrupted, runner.Outcome); // both legs had ended unseen
    }

    [Fact]
    public async Task Run_LookWhileTheLinkIsAway_NothingIsAskedBeforeItIsBack()
    {
        await using var runner = NewRunner();
        telephony.IsReady = false;
        var running = runner.RunAsync(CancellationToken.None);

        runner.Resync();
        await Soon.UntilAsync(() => telephony.Asked > 1);
        Assert.Equal(0, telephony.Looks);
        telephony.IsReady = true;
        await running.WithinDeadlineAsync();

        Assert.Equal(Outcome.Interrupted, runner.Outcome);
    }

    [Fact]
    public async Task Run_SomebodyElseHasTheAttempt_ItStopsWithoutTouchingTheCall()
    {
        await using var runner = NewRunner();
        book.Lost = true;
        var running = runner.RunAsync(CancellationToken.None);

        runner.Post(new AttemptEvent.CustomerUp());
        await Soon.UntilAsync(() => runner.State == AttemptState.Talking);
        runner.Resync(); // anything that wakes it
        await running.WithinDeadlineAsync();

        Assert.Null(runner.Outcome);
        Assert.Empty(telephony.HungUp);
    }

    [Fact]
    public async Task Run_NobodyCanListenForAMachine_TheyTalkAllTheSame()
    {
        await using var runner = NewRunner(Screens(attempt));
        telephony.Hindrance = "the dialplan has no [orchestrator-amd]";
        var running = runner.RunAsync(CancellationToken.None);

        runner.Post(new AttemptEvent.CustomerUp());
        await Soon.UntilAsync(() => runner.State == AttemptState.Talking);
        runner.Post(new AttemptEvent.LegEnded(Operator, 16, null));
        runner.Post(new AttemptEvent.LegEnded(attempt.CustomerChannel, 16, null));
        await running.WithinDeadlineAsync();

        Assert.Equal(Outcome.Connected, runner.Outcome);
        Assert.Empty(telephony.Joins); // the customer never left the bridge
    }

    [Fact]
    public async Task Run_CustomerComesBackLate_JoiningIsTriedUntilItSucceeds()
    {
        await using var runner = NewRunner(Screens(attempt));
        telephony.Live = telephony.Live.Add(Operator, new LegSight(Up: true, Dialled: true))
            .Add(attempt.CustomerChannel, new LegSight(Up: true, Dialled: true, ScreeningStage.Listening));
        var running = runner.RunAsync(CancellationToken.None);

        runner.Post(new AttemptEvent.CustomerUp());
        runner.Post(new AttemptEvent.TimeUp(AttemptTimer.Screening));
        await Soon.UntilAsync(() => telephony.Joins.Count == 2);
        runner.Post(new AttemptEvent.LegEnded(Operator, 16, null));
        runner.Post(new AttemptEvent.LegEnded(attempt.CustomerChannel, 16, null));
        await running.WithinDeadlineAsync();

        Assert.Equal(Outcome.Connected, runner.Outcome);
        Assert.Equal(2, telephony.Joins.Count);
    }

    [Fact]
    public async Task Run_TalkCannotBeRecorded_TheBookSaysSoAndTheTalkGoesOn()
    {
        await using var runner = NewRunner(attempt with { Policy = attempt.Policy with { Record = true } });
        telephony.Hindrance = "no snooping here";
        var running = runner.RunAsync(CancellationToken.None);

        runner.Post(new AttemptEvent.CustomerUp());
        await Soon.UntilAsync(() => book.Written.Contains("does not record: no snooping here"));
        Assert.Equal(AttemptState.Talking, runner.State);
        Assert.Empty(telephony.HungUp);
        runner.Post(new AttemptEvent.LegEnded(Operator, 16, null));
        runner.Post(new AttemptEvent.LegEnded(attempt.CustomerChannel, 16, null));
        await running.WithinDeadlineAsync();
    }

    [Fact]
    public async Task Run_OperatorsPhoneIsRefused_TheBookSaysWhyWithoutATelephoneNumber()
    {
        await using var runner = NewRunner(NewAttempt(AttemptState.Claimed));
        telephony.Refusal = "no route to +79161234567 (cause 3)";

        runner.Post(new AttemptEvent.Begin());
        await runner.RunAsync(CancellationToken.None).WithinDeadlineAsync();

        Assert.Equal("the operator's phone could not be rung (no route to … (cause 3))", book.Why?.ToString());
    }

    private static RunningAttempt Screens(RunningAttempt attempt) =>
        attempt with { Policy = attempt.Policy with { Customer = attempt.Policy.Customer with { OnMachine = new MachineAction.HangUp() } } };

    private static RunningAttempt NewAttempt(AttemptState state)
    {
        var id = Guid.Parse("0193b2c4-0000-7000-8000-000000000001");
        var row = new AttemptRow
        {
            Id = id,
            CaseId = id,
            Number = 1,
            State = state,
            Policy = "sales",
            PolicyVersion = "1",
            Pbx = "pbx1",
            CustomerNumber = PhoneNumber.FromE164("+79161234567")!.Value,
            Instance = "test",
            Fence = 1,
        };
        var leg = new LegRow { ChannelId = ChannelNames.Operator(id, 0), AttemptId = id, Role = LegRole.Operator, Pbx = "pbx1", Endpoint = "PJSIP/101", AnsweredAt = Instant.FromUnixTimeSeconds(0) };
        return new RunningAttempt(row, [leg], PolicyText.With(""), NumberPlan.Unknown);
    }

    private AttemptRunner NewRunner() => NewRunner(attempt);

    private AttemptRunner NewRunner(RunningAttempt attempt) => new(attempt, adopted: false, telephony, book, TimeProvider.System, NullLogger<AttemptRunner>.Instance);

    private sealed class FakeBook : IAttemptBook
    {
        public volatile bool Away;
        public volatile bool Lost;

        public ConcurrentQueue<string> Written { get; } = new();

        /// <summary>Of the end.</summary>
        public Reason? Why { get; private set; }

        public Task AdvanceAsync(AttemptRow attempt, AttemptState from, AttemptState to, LegRow? operatorLeg, LegRow? customerLeg, CancellationToken cancel) => WriteAsync(to.ToString());

        public Task NoteLegEndedAsync(string channel, int? cause, int? sipCode, CancellationToken cancel) => WriteAsync("ended " + channel);

        public Task NoteAnsweredAsync(AttemptRow attempt, LegRow customerLeg, CancellationToken cancel) => WriteAsync("answered " + customerLeg.ChannelId);

        public Task NoteRecordingAsync(AttemptRow attempt, string recording, CancellationToken cancel) => WriteAsync("records " + recording);

        public Task NoteNotRecordedAsync(AttemptRow attempt, Reason why, CancellationToken cancel) => WriteAsync("does not record: " + why);

        public Task EndAsync(AttemptRow attempt, Policy policy, Outcome outcome, Reason why, CancellationToken cancel)
        {
            Why = why;
            return WriteAsync(outcome.ToString());
        }

        private Task WriteAsync(string what)
        {
            if (Lost)
            {
                throw new LostRaceException();
            }

            if (Away)
            {
                throw new TimeoutException("the database is away");
            }

            Written.Enqueue(what);
            return Task.CompletedTask;
        }
    }

    private sealed class FakeTelephony : ITelephony
    {
        public volatile bool Deaf;
        public volatile bool Silent;
        public volatile int Looks;
        public volatile int Asked;
        private volatile bool isAway;

        public bool IsReady
        {
            get
            {
                Asked++;
                return !isAway;
            }
            set => isAway = !value;
        }

        public ImmutableDictionary<string, LegSight> Live { get; set; } = ImmutableDictionary<string, LegSight>.Empty;

        /// <summary>What keeps it from listening and recording.</summary>
        public string? Hindrance { get; set; }

        /// <summary>What the PBX says when an operator shall be rung.</summary>
        public string? Refusal { get; set; }

        public ConcurrentQueue<string> Joins { get; } = new();

        public ConcurrentQueue<string> HungUp { get; } = new();

        public ConcurrentQueue<string> Closed { get; } = new();

        public Task<MakeResult> RingOperatorAsync(string channel, string endpoint, string callerId, Duration limit, CancellationToken cancel) =>
            Refusal is { } why ? Task.FromResult<MakeResult>(new MakeResult.Refused(new Reason.Quoted(why))) : SentAsync();

        public Task<bool> OpenBridgeAsync(string bridge, string operatorChannel, string? callerId, CancellationToken cancel) => Task.FromResult(true);

        public Task<MakeResult> CreateCustomerAsync(string channel, string endpoint, CancellationToken cancel) => SentAsync();

        public Task<MakeResult> DialCustomerAsync(string channel, string bridge, string? callerId, Duration limit, CancellationToken cancel) => SentAsync();

        public Task<string?> ScreenAsync(string channel, bool leavesMessage, CancellationToken cancel) => Task.FromResult(Hindrance);

        public Task<bool> JoinAsync(string bridge, string channel, CancellationToken cancel)
        {
            Joins.Enqueue(channel);
            return Task.FromResult(Joins.Count > 1); // at first the channel is still in the dialplan
        }

        public Task<Reason?> OpenRecorderAsync(string customerChannel, string recorder, CancellationToken cancel) => Task.FromResult<Reason?>(Hindered());

        public Task<Reason?> RecordAsync(string recorder, string name, Duration limit, CancellationToken cancel) => Task.FromResult<Reason?>(Hindered());

        private Reason.Quoted? Hindered() => Hindrance is null ? null : new Reason.Quoted(Hindrance);

        public Task<bool> PlayAsync(string channel, IEnumerable<string> media, string playback, CancellationToken cancel) => Task.FromResult(true);

        public Task<bool> PlayToBridgeAsync(string bridge, IEnumerable<string> media, string playback, CancellationToken cancel) => Task.FromResult(true);

        public Task StopPlaybackAsync(string playback, CancellationToken cancel) => Task.CompletedTask;

        public Task<bool> HangUpAsync(string channel, CancellationToken cancel) => HearAsync(HungUp, channel);

        public Task<bool> CloseBridgeAsync(string bridge, CancellationToken cancel) => HearAsync(Closed, bridge);

        public Task<bool> MoveHereAsync(string channel, CancellationToken cancel) => Task.FromResult(true);

        public Task<PbxObjects?> ListAsync(CancellationToken cancel) => throw new NotSupportedException("An attempt knows its channels.");

        public Task<ImmutableDictionary<string, LegSight>?> LookAsync(IEnumerable<string> channels, CancellationToken cancel)
        {
            Looks++;
            return Task.FromResult(Silent ? null : Live);
        }

        private static Task<MakeResult> SentAsync() => Task.FromResult<MakeResult>(new MakeResult.Sent());

        private Task<bool> HearAsync(ConcurrentQueue<string> heard, string what)
        {
            if (!Deaf)
            {
                heard.Enqueue(what);
            }

            return Task.FromResult(!Deaf);
        }
    }
}
