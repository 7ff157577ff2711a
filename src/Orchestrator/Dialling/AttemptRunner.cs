using System.Threading.Channels;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Storage;

namespace Orchestrator.Dialling;

/// <summary>
/// Carries out one attempt: takes events from its mailbox one by one, asks the machine, does what it says. State is written before the act it names;
/// when that fails, the act does not happen.
/// </summary>
public sealed partial class AttemptRunner : IAsyncDisposable
{
    /// <summary>A write that an act waits for must succeed within this, or the act does not happen: a person stands at the other end of the line.</summary>
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(5);

    /// <summary>A process that was frozen longer than this between its write and its act may have lost the attempt to another: it does not act.</summary>
    private static readonly TimeSpan ActWithin = TimeSpan.FromSeconds(8);

    /// <summary>Pauses between tries to write what must be written in the end.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    /// <summary>How long hung-up channels may take to go before their bridge is taken away.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly RunningAttempt attempt;
    private readonly ITelephony telephony;
    private readonly IAttemptBook book;
    private readonly TimeProvider time;
    private readonly ILogger<AttemptRunner> log;
    private readonly Channel<Letter> mailbox = Channel.CreateUnbounded<Letter>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<AttemptTimer, ITimer> timers = [];
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);
    private readonly AttemptPlan plan;
    private AttemptProgress progress;
    private bool ended;

    /// <summary>Facts on their way to the database, in their order. The call does not wait for them.</summary>
    private volatile Task facts = Task.CompletedTask;

    public AttemptRunner(RunningAttempt attempt, bool adopted, ITelephony telephony, IAttemptBook book, TimeProvider time, ILogger<AttemptRunner> log)
    {
        this.attempt = attempt;
        this.telephony = telephony;
        this.book = book;
        this.time = time;
        this.log = log;
        plan = attempt.Plan;
        progress = attempt.Progress(adopted);
    }

    /// <summary>As written; read by the shutdown, which lets calls with a customer in them go on.</summary>
    public AttemptState State => progress.State;

    /// <summary>They talk, and the books say so: the PBX and the next process need us no more.</summary>
    public bool MayBeLeft => progress.State == AttemptState.Talking && facts.IsCompletedSuccessfully;

    /// <summary>The operator's channel that picked up, if one did.</summary>
    public string? OperatorChannel => progress.Operator;

    /// <summary>How it ended; null while it runs, or when the process stopped before.</summary>
    public Outcome? Outcome { get; private set; }

    /// <summary>Something happened. Never blocks.</summary>
    public void Post(AttemptEvent happened) => mailbox.Writer.TryWrite(new Letter.Happened(happened));

    /// <summary>Events may have been lost: look at the PBX. The look is taken when its turn comes, after all acts before it.</summary>
    public void Resync() => mailbox.Writer.TryWrite(new Letter.Look());

    /// <summary>Runs to the attempt's end, or until the process stops; then the row and the PBX are enough to go on.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!ended)
            {
                await ReadAsync(await mailbox.Reader.ReadAsync(stop), stop);
                if (facts.IsFaulted)
                {
                    await facts;
                }
            }

            await SayFarewellAsync(stop);
            await facts;
        }
        catch (LostRaceException)
        {
            LogLost(log, attempt.Row.Id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var timer in timers.Values)
        {
            await timer.DisposeAsync();
        }
    }

    private async Task ReadAsync(Letter letter, CancellationToken stop)
    {
        // A look or a time limit judges by what is missing: all that was heard goes first.
        if (letter is not Letter.Happened { Event: not AttemptEvent.TimeUp } && mailbox.Reader.TryPeek(out var next) && next is Letter.Happened { Event: not AttemptEvent.TimeUp })
        {
            mailbox.Writer.TryWrite(letter);
            return;
        }

        switch (letter)
        {
            case Letter.Happened { Event: AttemptEvent.TimeUp late }:
                await TakeTimeUpAsync(late, stop);
                break;
            case Letter.Happened { Event: var happened }:
                if (happened is AttemptEvent.LegEnded e)
                {
                    gone.Add(e.Channel);
                }

                await TakeAsync(happened, stop);
                break;
            default:
                if (await LookAsync(stop) is { } seen)
                {
                    await TakeAsync(seen, stop);
                }

                break;
        }
    }

    /// <summary>The customer may have answered while the link was away: no time limit ends a call before the PBX was asked.</summary>
    private async Task TakeTimeUpAsync(AttemptEvent.TimeUp late, CancellationToken stop)
    {
        if (!telephony.IsReady || await LookAsync(stop) is not { } seen)
        {
            StartTimer(late.Timer, Duration.FromTimeSpan(RetryPause));
            return;
        }

        await TakeAsync(seen, stop);
        await TakeAsync(late, stop);
    }

    private async Task TakeAsync(AttemptEvent happened, CancellationToken stop)
    {
        var (next, commands) = AttemptMachine.On(plan, progress, happened);
        var before = progress;
        progress = next;
        foreach (var command in commands)
        {
            if (command is not AttemptCommand.Advance advance)
            {
                await DoAsync(command, stop);
            }
            else if (advance.To == AttemptState.Talking)
            {
                WriteInTheEnd(() => AdvanceAsync(advance, stop), stop); // the talk is a fact already
            }
            else if (!await WriteNowAsync(advance, stop))
            {
                progress = before;
                await TakeAsync(new AttemptEvent.NotWritten("the database did not take the next step"), stop);
                return;
            }
        }
    }

    private async Task DoAsync(AttemptCommand command, CancellationToken stop)
    {
        switch (command)
        {
            case AttemptCommand.RingOperators:
                await RingOperatorsAsync(stop);
                break;
            case AttemptCommand.Prompt c:
                if (!await telephony.PlayAsync(c.Channel, attempt.Prompt, ChannelNames.Prompt(attempt.Row.Id), stop))
                {
                    Post(new AttemptEvent.PromptEnded());
                }

                break;
            case AttemptCommand.StopPrompt:
                await telephony.StopPlaybackAsync(ChannelNames.Prompt(attempt.Row.Id), stop);
                break;
            case AttemptCommand.CreateCustomer c:
                await CreateCustomerAsync(c.OperatorChannel, stop);
                break;
            case AttemptCommand.DialCustomer:
                Report(plan.CustomerChannel, await telephony.DialCustomerAsync(plan.CustomerChannel, attempt.Bridge, attempt.Policy.Customer.CallerId, plan.CustomerRing, stop));
                break;
            case AttemptCommand.ShowRinging:
                await PlayToBridgeAsync("tone:ring", ChannelNames.RingTone(attempt.Row.Id), stop);
                break;
            case AttemptCommand.StopRinging:
                await telephony.StopPlaybackAsync(ChannelNames.RingTone(attempt.Row.Id), stop);
                break;
            case AttemptCommand.Greet:
                await PlayToBridgeAsync($"sound:{attempt.Policy.Customer.Greeting}", ChannelNames.Greeting(attempt.Row.Id), stop);
                break;
            case AttemptCommand.HangUp c:
                await telephony.HangUpAsync(c.Channel, stop);
                break;
            case AttemptCommand.NoteLegEnded c:
                WriteInTheEnd(() => book.NoteLegEndedAsync(c.Channel, c.Cause, c.SipCode, stop), stop);
                break;
            case AttemptCommand.StartTimer c:
                StartTimer(c.Timer, c.After);
                break;
            case AttemptCommand.End c:
                WriteInTheEnd(() => book.EndAsync(attempt.Row, c.Outcome, c.Why, stop), stop);
                Outcome = c.Outcome;
                ended = true;
                LogEnded(log, attempt.Row.Id, attempt.Customer.Shortened, Words.Of(c.Outcome), c.Why);
                break;
            default:
                throw new InvalidOperationException($"No such command: {command.GetType().Name}.");
        }
    }

    private async Task RingOperatorsAsync(CancellationToken stop)
    {
        var callerId = $"\"Callback\" <{attempt.Customer.E164}>";
        foreach (var leg in attempt.OperatorLegs)
        {
            Report(leg.ChannelId, await telephony.RingOperatorAsync(leg.ChannelId, leg.Endpoint, callerId, plan.OperatorRing, stop));
        }
    }

    private async Task CreateCustomerAsync(string operatorChannel, CancellationToken stop)
    {
        if (!await telephony.OpenBridgeAsync(attempt.Bridge, operatorChannel, attempt.Policy.Customer.CallerId, stop))
        {
            // The operator is gone, or the PBX is: either way nobody may be dialled for him.
            Post(new AttemptEvent.Cancel("the operator could not be put on hold"));
            return;
        }

        Report(plan.CustomerChannel, await telephony.CreateCustomerAsync(plan.CustomerChannel, attempt.CustomerEndpoint, stop));
    }

    private async Task PlayToBridgeAsync(string media, string playback, CancellationToken stop)
    {
        if (!await telephony.PlayToBridgeAsync(attempt.Bridge, [media], playback, stop))
        {
            LogNotPlayed(log, attempt.Row.Id, media);
        }
    }

    private void Report(string channel, MakeResult result)
    {
        switch (result)
        {
            case MakeResult.Refused refused:
                LogRefused(log, attempt.Row.Id, channel, refused.Why);
                Post(new AttemptEvent.LegRefused(channel, refused.Why));
                break;
            case MakeResult.Away away:
                LogRefused(log, attempt.Row.Id, channel, away.Why);
                Post(new AttemptEvent.Cancel(away.Why));
                break;
        }
    }

    private void StartTimer(AttemptTimer timer, Duration after)
    {
        if (timers.Remove(timer, out var running))
        {
            running.Dispose();
        }

        timers[timer] = time.CreateTimer(_ => Post(new AttemptEvent.TimeUp(timer)), null, after.ToTimeSpan(), Timeout.InfiniteTimeSpan);
    }

    private async Task<AttemptEvent?> LookAsync(CancellationToken stop)
    {
        var live = await telephony.LookAsync([.. plan.OperatorChannels, plan.CustomerChannel], stop);
        return live is null ? null : new AttemptEvent.Snapshot(live); // no answer: the link will break or mend, and tell us to look again
    }

    private async Task<bool> WriteNowAsync(AttemptCommand.Advance advance, CancellationToken stop)
    {
        var startedAt = time.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(WriteLimit);
        while (true)
        {
            try
            {
                await AdvanceAsync(advance, limit.Token);
                return time.GetElapsedTime(startedAt) < ActWithin;
            }
            catch (Exception e) when (e is not LostRaceException && !stop.IsCancellationRequested)
            {
                if (limit.IsCancellationRequested)
                {
                    LogNotWritten(log, attempt.Row.Id, e);
                    return false;
                }

                await PauseAsync(stop);
            }
        }
    }

    private Task AdvanceAsync(AttemptCommand.Advance advance, CancellationToken cancel)
    {
        var operatorLeg = attempt.OperatorLegs.FirstOrDefault(l => l.ChannelId == advance.OperatorChannel);
        var customerLeg = advance.To is AttemptState.CustomerRinging or AttemptState.Talking ? attempt.CustomerLeg : null;
        return book.AdvanceAsync(attempt.Row, advance.From, advance.To, operatorLeg, customerLeg, cancel);
    }

    private void WriteInTheEnd(Func<Task> write, CancellationToken stop) => facts = WriteInTheEndAsync(facts, write, stop);

    private async Task WriteInTheEndAsync(Task before, Func<Task> write, CancellationToken stop)
    {
        await before;
        while (true)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception e) when (e is not LostRaceException && !stop.IsCancellationRequested)
            {
                LogWriteLater(log, attempt.Row.Id, e.Message);
                await PauseAsync(stop);
            }
        }
    }

    private Task PauseAsync(CancellationToken stop) => Task.Delay(RetryPause, time, stop);

    private async Task SayFarewellAsync(CancellationToken stop)
    {
        // Never a bridge and its channel at once (asterisk #1124): the channels first, as far as they show that they are gone.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Farewell);
        try
        {
            while (progress.Operator is { } channel && !gone.Contains(channel))
            {
                if (await mailbox.Reader.ReadAsync(limit.Token) is Letter.Happened { Event: AttemptEvent.LegEnded e })
                {
                    gone.Add(e.Channel);
                }
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Its end was not seen; the bridge goes all the same.
        }

        // Whoever could not be told to hang up is told when the PBX is back: a channel without a script would live on for hours.
        foreach (var channel in plan.OperatorChannels.Add(plan.CustomerChannel).Where(c => !gone.Contains(c)))
        {
            await UntilHeardAsync(() => telephony.HangUpAsync(channel, stop), stop);
        }

        await UntilHeardAsync(() => telephony.CloseBridgeAsync(attempt.Bridge, stop), stop);
    }

    private async Task UntilHeardAsync(Func<Task<bool>> tell, CancellationToken stop)
    {
        while (!await tell())
        {
            await PauseAsync(stop);
        }
    }

    private abstract record Letter
    {
        private Letter()
        {
        }

        public sealed record Happened(AttemptEvent Event) : Letter;

        public sealed record Look : Letter;
    }
}
