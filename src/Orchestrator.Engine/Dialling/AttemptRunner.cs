using System.Threading.Channels;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Dialling;

/// <summary>
/// Carries out one attempt: takes events from its mailbox one by one, asks the machine, does what it says. State is written before the act it names;
/// when that fails, the act does not happen.
/// </summary>
public sealed partial class AttemptRunner : IAsyncDisposable
{
    /// <summary>Pause before the PBX is told or asked again.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    /// <summary>How long hung-up channels may take to go before their bridge is taken away.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly RunningAttempt attempt;
    private readonly ITelephony telephony;
    private readonly AttemptActs acts;
    private readonly AttemptWriter writer;
    private readonly IAttemptBook book;
    private readonly TimeProvider time;
    private readonly ILogger<AttemptRunner> log;
    private readonly Channel<Letter> mailbox = Channel.CreateUnbounded<Letter>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<AttemptTimer, ITimer> timers = [];
    private readonly HashSet<string> gone;
    private readonly AttemptPlan plan;
    private AttemptProgress progress;
    private ITimer? nextLook;
    private bool ended;

    public AttemptRunner(RunningAttempt attempt, bool adopted, ITelephony telephony, IAttemptBook book, TimeProvider time, ILogger<AttemptRunner> log)
    {
        this.attempt = attempt;
        this.telephony = telephony;
        acts = new AttemptActs(attempt, telephony, Post, log);
        writer = new AttemptWriter(attempt, book, time, log);
        this.book = book;
        this.time = time;
        this.log = log;
        plan = attempt.Plan;
        progress = attempt.Progress(adopted);
        gone = attempt.OperatorLegs.Where(l => l.EndedAt is not null).Select(l => l.ChannelId).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>As written; read by the shutdown, which lets calls with a customer in them go on.</summary>
    public AttemptState State => progress.State;

    /// <summary>They talk, and the books say so: the PBX and the next process need us no more.</summary>
    public bool MayBeLeft => progress.State == AttemptState.Talking && writer.Facts.IsCompletedSuccessfully;

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
                if (writer.Facts.IsFaulted)
                {
                    await writer.Facts;
                }
            }

            await SayFarewellAsync(stop);
            await writer.Facts;
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

        if (nextLook is not null)
        {
            await nextLook.DisposeAsync();
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
                else
                {
                    LookAgain();
                }

                break;
        }
    }

    /// <summary>The customer may have answered while the link was away: no time limit ends a call before the PBX was asked.</summary>
    private async Task TakeTimeUpAsync(AttemptEvent.TimeUp late, CancellationToken stop)
    {
        if (await LookAsync(stop) is not { } seen)
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
            else if (!await writer.AdvanceAsync(advance, stop))
            {
                progress = before;
                await TakeAsync(new AttemptEvent.NotWritten(new Reason.StepNotWritten()), stop);
                return;
            }
        }
    }

    private async Task DoAsync(AttemptCommand command, CancellationToken stop)
    {
        switch (command)
        {
            case AttemptCommand.NoteLegEnded c:
                writer.WriteInTheEnd(() => book.NoteLegEndedAsync(c.Channel, c.Cause, c.SipCode, stop), stop);
                break;
            case AttemptCommand.NoteAnswered:
                writer.WriteInTheEnd(() => book.NoteAnsweredAsync(attempt.Row, attempt.CustomerLeg, stop), stop);
                break;
            case AttemptCommand.StartRecording:
                if (await acts.StartRecordingAsync(stop))
                {
                    writer.WriteInTheEnd(() => book.NoteRecordingAsync(attempt.Row, ChannelNames.Recording(attempt.Row.Id), stop), stop);
                }

                break;
            case AttemptCommand.NoteNotRecorded c:
                writer.WriteInTheEnd(() => book.NoteNotRecordedAsync(attempt.Row, c.Why, stop), stop);
                break;
            case AttemptCommand.StartTimer c:
                StartTimer(c.Timer, c.After);
                break;
            case AttemptCommand.End c:
                writer.WriteInTheEnd(() => book.EndAsync(attempt.Row, attempt.Policy, c.Outcome, c.Why, stop), stop);
                Outcome = c.Outcome;
                ended = true;
                LogEnded(log, attempt.Row.Id, attempt.Customer.Shortened, Words.Of(c.Outcome), c.Why.ToString());
                break;
            default:
                if (!await acts.DoAsync(command, stop))
                {
                    StartTimer(AttemptTimer.Screening, Duration.FromTimeSpan(RetryPause)); // joining: it is told again when the PBX was looked at
                }

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

    /// <summary>The link may stay as it is and answer again, of which nobody tells. Goes on to the attempt's end; while the link is away it asks nothing.</summary>
    private void LookAgain()
    {
        nextLook?.Dispose();
        nextLook = time.CreateTimer(_ => Resync(), null, RetryPause, Timeout.InfiniteTimeSpan);
    }

    /// <returns>Null when the PBX did not say.</returns>
    private async Task<AttemptEvent?> LookAsync(CancellationToken stop)
    {
        if (!telephony.IsReady)
        {
            return null;
        }

        var live = await telephony.LookAsync([.. plan.OperatorChannels, plan.CustomerChannel], stop);
        return live is null ? null : new AttemptEvent.Snapshot(live);
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
