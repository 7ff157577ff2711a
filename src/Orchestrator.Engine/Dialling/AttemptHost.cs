using System.Collections.Concurrent;
using Orchestrator.Asterisk.Ari;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.Signals;

namespace Orchestrator.Engine.Dialling;

/// <summary>The attempts that run in this process: starts them, brings them their events, stops them.</summary>
public sealed partial class AttemptHost(
    PbxNodes nodes, OperatorBoards operators, IAttemptBook book, RunningAttempts running, DispatchSignal dispatch, TimeProvider time, ILoggerFactory loggers, ILogger<AttemptHost> log)
    : IDisposable
{
    private readonly ConcurrentDictionary<Guid, Entry> attempts = new();
    private readonly CancellationTokenSource stop = new();

    /// <summary>The attempts that run here now.</summary>
    public IReadOnlyCollection<Guid> Ids => [.. attempts.Keys];

    public bool Runs(Guid attempt) => attempts.ContainsKey(attempt);

    /// <summary>Runs an attempt that was just claimed.</summary>
    public void Start(RunningAttempt attempt) => Run(attempt, adopted: false, runner => runner.Post(new AttemptEvent.Begin()));

    /// <summary>Goes on with an attempt of an earlier process. It waits for the PBX's word on its channels.</summary>
    public void Adopt(RunningAttempt attempt) => Run(attempt, adopted: true, runner => runner.Resync());

    /// <summary>Asks an attempt, if it runs here, to stop. A talk goes on.</summary>
    public void Cancel(Guid attempt, Reason why)
    {
        if (attempts.TryGetValue(attempt, out var entry))
        {
            entry.Runner.Post(new AttemptEvent.Cancel(why));
        }
    }

    /// <summary>The PBX's link is back: events may have been lost.</summary>
    public void Resync(string pbx)
    {
        foreach (var entry in attempts.Values.Where(e => e.Attempt.Row.Pbx == pbx))
        {
            entry.Runner.Resync();
        }
    }

    /// <summary>Takes an event of one of our channels.</summary>
    /// <returns>False when it tells of a channel that no attempt here cares for any more.</returns>
    public bool On(AriEvent message)
    {
        if (AttemptEvents.Read(message) is not { } e)
        {
            return true;
        }

        if (!attempts.TryGetValue(e.Attempt, out var entry))
        {
            return e.Happened is not (AttemptEvent.OperatorUp or AttemptEvent.CustomerCreated or AttemptEvent.Screened or AttemptEvent.RecorderReady);
        }

        entry.Runner.Post(e.Happened);
        if (e.Happened is AttemptEvent.LegEnded ended)
        {
            FreeLoser(entry, ended.Channel);
        }

        return true;
    }

    /// <summary>
    /// Stops: attempts without a customer in them end at once, a ringing customer is waited for up to <paramref name="limit"/>, talks are left to the PBX
    /// and taken up by the next start.
    /// </summary>
    public async Task StopAsync(TimeSpan limit)
    {
        foreach (var entry in attempts.Values.Where(e => e.Runner.State < AttemptState.CustomerRinging))
        {
            entry.Runner.Post(new AttemptEvent.Cancel(new Reason.OrchestratorStops()));
        }

        await FinishAsync(limit);
        foreach (var entry in attempts.Values.Where(e => e.Runner.State == AttemptState.CustomerRinging))
        {
            entry.Runner.Post(new AttemptEvent.Cancel(new Reason.OrchestratorStops()));
        }

        await FinishAsync(TimeSpan.FromSeconds(3));
        LogStopping(log, attempts.Count);
        await stop.CancelAsync();
        await Task.WhenAll(attempts.Values.Select(e => e.Done));
    }

    public void Dispose() => stop.Dispose();

    /// <summary>Several operators were rung and another picked up: the others need not wait for the end of the talk.</summary>
    private void FreeLoser(Entry entry, string channel)
    {
        if (entry.Runner.OperatorChannel is { } winner && winner != channel
            && entry.Attempt.OperatorLegs.FirstOrDefault(l => l.ChannelId == channel) is { } leg && entry.Freed.TryAdd(channel, true))
        {
            operators.Find(leg.Pbx)?.Release(leg.Endpoint, talked: false, missed: false);
            dispatch.Poke();
        }
    }

    private async Task FinishAsync(TimeSpan limit)
    {
        var unfinished = attempts.Values.Where(e => !e.Runner.MayBeLeft).Select(WaitAsync).ToList();
        await Task.WhenAny(Task.WhenAll(unfinished), Task.Delay(limit, time));
    }

    /// <summary>Until the attempt has ended, or they talk and it is written.</summary>
    private async Task WaitAsync(Entry entry)
    {
        while (!entry.Done.IsCompleted && !entry.Runner.MayBeLeft)
        {
            await Task.WhenAny(entry.Done, Task.Delay(TimeSpan.FromMilliseconds(100), time));
        }
    }

    private void Run(RunningAttempt attempt, bool adopted, Action<AttemptRunner> begin)
    {
        var node = nodes.Find(attempt.Row.Pbx) ?? throw new InvalidOperationException($"No PBX is called '{attempt.Row.Pbx}'.");
        var runner = new AttemptRunner(attempt, adopted, node.Telephony, book, time, loggers.CreateLogger<AttemptRunner>());
        var entry = new Entry(attempt, runner);
        foreach (var leg in attempt.OperatorLegs)
        {
            if (leg.EndedAt is null)
            {
                operators.Of(node).Take(leg.Endpoint);
            }
            else
            {
                entry.Freed.TryAdd(leg.ChannelId, true); // another attempt may have the operator by now
            }
        }

        attempts[attempt.Row.Id] = entry;
        var registration = running.Register(attempt.Row.CaseId, why => runner.Post(new AttemptEvent.Cancel(why)));
        begin(runner);
        entry.Done = Task.Run(() => RunAsync(entry, operators.Of(node), registration));
    }

    private async Task RunAsync(Entry entry, OperatorBoard board, IDisposable registration)
    {
        try
        {
            await entry.Runner.RunAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The process stops; the next one adopts what still runs.
        }
        catch (Exception e)
        {
            LogFailed(log, entry.Attempt.Row.Id, e); // its lease runs out, and the sweep settles it
        }
        finally
        {
            registration.Dispose();
            attempts.TryRemove(entry.Attempt.Row.Id, out _);
            foreach (var leg in entry.Attempt.OperatorLegs.Where(l => entry.Freed.TryAdd(l.ChannelId, true)))
            {
                var outcome = entry.Runner.Outcome;
                board.Release(
                    leg.Endpoint,
                    talked: outcome == Outcome.Connected && leg.ChannelId == entry.Runner.OperatorChannel,
                    missed: outcome is Outcome.OperatorNoAnswer or Outcome.OperatorRefused);
            }

            await entry.Runner.DisposeAsync();
            dispatch.Poke();
        }
    }

    private sealed class Entry(RunningAttempt attempt, AttemptRunner runner)
    {
        public RunningAttempt Attempt { get; } = attempt;

        public AttemptRunner Runner { get; } = runner;

        /// <summary>Operator channels whose operators were given back.</summary>
        public ConcurrentDictionary<string, bool> Freed { get; } = new(StringComparer.Ordinal);

        public Task Done { get; set; } = Task.CompletedTask;
    }
}
