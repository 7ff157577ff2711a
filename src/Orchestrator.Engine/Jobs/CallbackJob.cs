using Hangfire;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;
using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>
/// One planned attempt. It starts a little before its case is due, hands the case to this process's timer and lets its worker go; the decision that falls at the due time,
/// or the claim that follows it, says what came of it (<see cref="JobBook"/>). Running twice, late, or for a case that has moved on does nothing.
/// </summary>
internal sealed class CallbackJob(Database database, DueTimers timers, JobBook book, IBackgroundJobClient client)
{
    public const string Queue = "callbacks";

    /// <summary>How long before a case is due its job starts: what five hundred jobs need that are due in the same second.</summary>
    public static readonly Duration Early = Duration.FromSeconds(5);

    /// <summary>Hangfire's schedule goes by whole seconds, and jobs may be early by what was moved meanwhile.</summary>
    private static readonly Duration Tolerance = Duration.FromSeconds(2);

    /// <summary>The job of an attempt as it is written down.</summary>
    public static Job Of(BookedCase booked, int attempt) => booked.Observed
        ? Job.FromExpression<CallbackJob>(j => j.ObserveAsync(booked.Number.Shortened, booked.Policy, attempt, booked.Id, null!), Queue)
        : Job.FromExpression<CallbackJob>(j => j.CallBackAsync(booked.Number.Shortened, booked.Policy, attempt, booked.Id, null!), Queue);

    /// <param name="number">Shortened: Hangfire shows it to everybody.</param>
    /// <param name="policy">The case's policy.</param>
    /// <param name="attempt">Counted from 1.</param>
    /// <param name="caseId">The case. Its row is the truth.</param>
    public Task<object> CallBackAsync(string number, string policy, int attempt, Guid caseId, PerformContext context) => StartAsync(caseId, context);

    /// <summary>The same for a case that is only observed: what would be done is written down, nobody is called.</summary>
    public Task<object> ObserveAsync(string number, string policy, int attempt, Guid caseId, PerformContext context) => StartAsync(caseId, context);

    private async Task<object> StartAsync(Guid caseId, PerformContext context)
    {
        var (booked, now) = await database.InTransactionAsync(async tx => (await tx.Jobs.FindBookedAsync(caseId), tx.Now), context.CancellationToken.ShutdownToken);
        if (booked is null || booked.JobId?.ToString(System.Globalization.CultureInfo.InvariantCulture) != context.BackgroundJob.Id)
        {
            return JobAnswer.Of(new Reason.AnotherJobHasCase());
        }

        if (booked is { State: CaseState.Waiting, NextAttemptAt: { } due })
        {
            if (due - now > Early + Tolerance)
            {
                // Moved away while this one stood in the queue already.
                client.ChangeState(context.BackgroundJob.Id, new ScheduledState((due - Early).ToDateTimeUtc()), ProcessingState.StateName);
            }
            else
            {
                timers.Arm(caseId, due - now);
            }
        }
        else
        {
            book.Follow(caseId);
        }

        return InHand.Now;
    }
}
