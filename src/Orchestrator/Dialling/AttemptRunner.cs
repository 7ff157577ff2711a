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
    private readonly AttemptBook book;
    private readonly TimeProvider time;
    private readonly ILogger<AttemptRunner> log;
    private readonly Channel<Letter> mailbox = Channel.CreateUnbounded<Letter>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<AttemptTimer, ITimer> timers = [];
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);
    private readonly AttemptPlan plan;
    private AttemptProgress progress;
    private bool ended;

    public AttemptRunner(RunningAttempt attempt, bool adopted, ITelephony telephony, AttemptBook book, TimeProvider time, ILogger<AttemptRunner> log)
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
                var letter = await mailbox.Reader.ReadAsync(stop);
                if (letter is Letter.Happened { Event: AttemptEvent.LegEnded e })
                {
                    gone.Add(e.Channel);
                }

                var happened = letter is Letter.Happened h ? h.Event : await LookAsync(stop);
                if (happened is not null)
                {
                    await TakeAsync(happened, stop);
                }
            }

            await SayFarewellAsync(stop);
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
                await WriteInTheEndAsync(() => AdvanceAsync(advance, stop), stop); // the talk is a fact already
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
                await WriteInTheEndAsync(() => book.NoteLegEndedAsync(c.Channel, c.Cause, c.SipCode, stop), stop);
                break;
            case AttemptCommand.StartTimer c:
                StartTimer(c.Timer, c.After);
                break;
            case AttemptCommand.End c:
                await WriteInTheEndAsync(() => book.EndAsync(attempt.Row, c.Outcome, c.Why, stop), stop);
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
        if (result is MakeResult.Refused refused)
        {
            LogRefused(log, attempt.Row.Id, channel, refused.Why);
            Post(new AttemptEvent.LegRefused(channel, refused.Why));
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

    private async Task WriteInTheEndAsync(Func<Task> write, CancellationToken stop)
    {
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

        await telephony.CloseBridgeAsync(attempt.Bridge, stop);
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
