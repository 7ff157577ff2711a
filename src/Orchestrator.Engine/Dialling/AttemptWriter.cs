using Orchestrator.Core.Attempts;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Dialling;

/// <summary>One attempt's way to its book: what an act waits for is written now or not at all; facts are written in the end, in their order.</summary>
internal sealed partial class AttemptWriter(RunningAttempt attempt, IAttemptBook book, TimeProvider time, ILogger log)
{
    /// <summary>A write that an act waits for must succeed within this, or the act does not happen: a person stands at the other end of the line.</summary>
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(5);

    /// <summary>A process that was frozen longer than this between its write and its act may have lost the attempt to another: it does not act.</summary>
    private static readonly TimeSpan ActWithin = TimeSpan.FromSeconds(8);

    /// <summary>Pauses between tries to write what must be written in the end.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private volatile Task facts = Task.CompletedTask;

    /// <summary>Facts on their way to the database. The call does not wait for them.</summary>
    public Task Facts => facts;

    /// <summary>Writes the next state; the talk, which is a fact already, in the end.</summary>
    /// <returns>Whether what follows may happen.</returns>
    /// <exception cref="LostRaceException">The attempt belongs to somebody else by now.</exception>
    public async Task<bool> AdvanceAsync(AttemptCommand.Advance advance, CancellationToken stop)
    {
        if (advance.To == AttemptState.Talking)
        {
            WriteInTheEnd(() => WriteAsync(advance, stop), stop);
            return true;
        }

        return await WriteNowAsync(advance, stop);
    }

    /// <summary>Writes a fact, after those before it, however long that takes.</summary>
    public void WriteInTheEnd(Func<Task> write, CancellationToken stop) => facts = WriteInTheEndAsync(facts, write, stop);

    private async Task<bool> WriteNowAsync(AttemptCommand.Advance advance, CancellationToken stop)
    {
        var startedAt = time.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(WriteLimit);
        while (true)
        {
            try
            {
                await WriteAsync(advance, limit.Token);
                return time.GetElapsedTime(startedAt) < ActWithin;
            }
            catch (Exception e) when (e is not LostRaceException && !stop.IsCancellationRequested)
            {
                if (limit.IsCancellationRequested)
                {
                    LogNotWritten(log, attempt.Row.Id, e);
                    return false;
                }

                await Task.Delay(RetryPause, time, stop);
            }
        }
    }

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
                LogWriteLater(log, attempt.Row.Id, e.GetBaseException().Message);
                await Task.Delay(RetryPause, time, stop);
            }
        }
    }

    private Task WriteAsync(AttemptCommand.Advance advance, CancellationToken cancel)
    {
        var operatorLeg = attempt.OperatorLegs.FirstOrDefault(l => l.ChannelId == advance.OperatorChannel);
        var customerLeg = advance.To is AttemptState.CustomerRinging or AttemptState.Talking ? attempt.CustomerLeg : null;
        return book.AdvanceAsync(attempt.Row, advance.From, advance.To, operatorLeg, customerLeg, cancel);
    }
}
