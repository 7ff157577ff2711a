using System.Diagnostics;
using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Signals;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Casework;

/// <summary>Runs one transaction on cases and then passes on its hints: wake-ups, pokes, cancels.</summary>
public sealed class CaseDesk(Database database, CasePlanning planning, IWakeUps wakeUps, DispatchSignal dispatch, RunningAttempts running, NoticeOutbox outbox)
{
    /// <summary>Changes cases in one transaction.</summary>
    public async Task<T> ChangeAsync<T>(Func<Transaction, Aftermath, Task<T>> work, CancellationToken cancel)
    {
        var aftermath = new Aftermath();
        var began = 0L;
        var result = await database.InTransactionAsync(
            async tx =>
            {
                began = Stopwatch.GetTimestamp();
                aftermath.Now = tx.Now;
                var done = await work(tx, aftermath);
                await outbox.WriteAsync(tx, aftermath.Facts);
                return done;
            },
            cancel);
        PassOn(aftermath, began);
        return result;
    }

    /// <summary>A wake-up, or the sweep: decides anew upon a waiting case that is due. Anything else is left as it is.</summary>
    public Task WakeAsync(Guid caseId, CancellationToken cancel) =>
        ChangeAsync(
            async (tx, aftermath) =>
            {
                var row = await tx.Cases.LockAsync(caseId);
                if (row is not { State: CaseState.Waiting })
                {
                    return false;
                }

                if (row.NextAttemptAt > tx.Now)
                {
                    aftermath.Move(row.Id, row.NextAttemptAt); // early: our clock runs before the database's, or the case was moved
                    return false;
                }

                await planning.PlanAsync(tx, row, aftermath);
                return true;
            },
            cancel);

    /// <summary>Closes a case for a reason that lies outside the policy, at once or as soon as its running attempt has stopped.</summary>
    /// <returns>What was found.</returns>
    public Task<CloseResult> CloseAsync(Guid caseId, Disposition disposition, Reason why, CancellationToken cancel) =>
        ChangeAsync(
            async (tx, aftermath) =>
            {
                var row = await tx.Cases.LockAsync(caseId);
                return row is null ? CloseResult.NotFound : await CloseAsync(tx, aftermath, row, disposition, why);
            },
            cancel);

    /// <summary>The customer rang in and a person answered: every open case of the number is done, unless they were missed after that.</summary>
    public Task<int> CalledAgainAsync(PhoneNumber number, Instant answeredAt, Reason why, CancellationToken cancel) =>
        ChangeAsync(
            async (tx, aftermath) =>
            {
                var rows = await tx.Cases.LockAllOpenAsync(number, answeredAt);
                foreach (var row in rows)
                {
                    await CloseAsync(tx, aftermath, row, Disposition.CalledAgain, why);
                }

                return rows.Count;
            },
            cancel);

    /// <summary>The same within a transaction, on a row that it has locked.</summary>
    internal static async Task<CloseResult> CloseAsync(Transaction tx, Aftermath aftermath, CaseRow row, Disposition disposition, Reason why)
    {
        switch (row.State)
        {
            case CaseState.Closed:
                return CloseResult.AlreadyClosed;

            case CaseState.Calling:
                if (await tx.Cases.WishToCloseAsync(row, disposition, why))
                {
                    await tx.Timeline.TellAsync(row.Id, "closing", new Reason.ClosesLater(why));
                }

                aftermath.Cancel(row.Id, why);
                return CloseResult.Closing;

            default:
                await CasePlanning.CloseAsync(tx, row, disposition, why, aftermath);
                return CloseResult.Closed;
        }
    }

    private void PassOn(Aftermath aftermath, long began)
    {
        if (aftermath.Ready)
        {
            dispatch.Poke();
        }

        if (aftermath.Facts.Count > 0)
        {
            outbox.WakeWorker();
        }

        foreach (var (caseId, why) in aftermath.Cancels)
        {
            running.Cancel(caseId, why);
        }

        foreach (var (caseId, at) in aftermath.Moved)
        {
            // Due times are the database's, timers go by our clock: the distance is the same on both.
            wakeUps.Changed(caseId, at - aftermath.Now - Duration.FromTimeSpan(Stopwatch.GetElapsedTime(began)));
        }
    }
}

/// <summary>What came of a wish to close a case.</summary>
public enum CloseResult
{
    Closed,

    /// <summary>An attempt is running: the case closes when it has stopped (a talk is not cut).</summary>
    Closing,
    AlreadyClosed,
    NotFound,
}

/// <summary>What came of a wish to move a case.</summary>
public enum ChangeResult
{
    Done,
    NotFound,
    Closed,

    /// <summary>An attempt is running.</summary>
    Calling,
}
