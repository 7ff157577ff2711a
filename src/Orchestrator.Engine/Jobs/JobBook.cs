using System.Collections.Concurrent;
using System.Globalization;
using System.Transactions;
using Hangfire;
using Hangfire.States;
using NodaTime;
using Npgsql;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;
using DomainTransaction = Orchestrator.Engine.Storage.Transaction;

namespace Orchestrator.Engine.Jobs;

/// <summary>
/// Keeps Hangfire's jobs as the cases' rows want them: one job for each planned attempt, booked, moved, settled or removed in one transaction with the row's note of it,
/// so that no crash leaves a second job behind. It follows the rows; nothing waits for it. What a crash left out is found by <see cref="RunAsync"/>, from the rows alone.
/// </summary>
internal sealed partial class JobBook(
    JobTables tables, Database database, DueTimers timers, JobFilters filters, PoliciesInForce policies, TimeProvider time, ILogger<JobBook> log) : IWakeUps
{
    /// <summary>How often the rows are asked who owes something.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    private const int Lanes = 3;
    private const int Batch = 500;

    /// <summary>A case that is to be called now is called before its job is written: the two would wait for each other's row.</summary>
    private static readonly TimeSpan BehindTheCall = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<Guid, bool> waiting = new();
    private readonly System.Threading.Channels.Channel<Guid> queue = System.Threading.Channels.Channel.CreateUnbounded<Guid>();

    public void Changed(Guid caseId, Duration? dueIn)
    {
        if (dueIn is { } soon && soon <= CallbackJob.Early)
        {
            timers.Arm(caseId, soon);
        }

        if (dueIn is not null)
        {
            Follow(caseId);
        }
        else if (waiting.TryAdd(caseId, true))
        {
            _ = FollowLaterAsync(caseId);
        }
    }

    /// <summary>Makes the case's job follow it, soon.</summary>
    public void Follow(Guid caseId)
    {
        if (waiting.TryAdd(caseId, true))
        {
            queue.Writer.TryWrite(caseId);
        }
    }

    /// <summary>Follows what it is told of, and looks for what it was not told of.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
        [LookAsync(stop), .. Enumerable.Range(0, Lanes).Select(_ => Task.Run(() => FollowAsync(stop), stop))]);

    /// <summary>One look for cases whose jobs do not tell what their rows say.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> CatchUpAsync(CancellationToken cancel)
    {
        var done = 0;
        var last = new HashSet<Guid>();
        while (true)
        {
            var owing = await database.InTransactionAsync(async tx => (await tx.Jobs.ListOwingAsync(Batch)).Union(await tx.Jobs.ListForsakenAsync(Batch)).ToList(), cancel);
            var news = owing.Where(last.Add).ToList(); // what could not be done now is left for the next look
            if (news.Count == 0)
            {
                return done;
            }

            await Parallel.ForEachAsync(news, new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancel }, async (id, stop) => await TryAsync(id, stop));
            done += news.Count;
            if (done >= Batch && owing.Count >= Batch)
            {
                LogCatchingUp(log, done);
            }
        }
    }

    /// <summary>Brings the job of one case in line with its row.</summary>
    /// <exception cref="NpgsqlException">The database did not do it.</exception>
    public async Task BookAsync(Guid caseId, CancellationToken cancel)
    {
        var again = true;
        while (again)
        {
            again = await InOneTransactionAsync(
                async (tx, client) =>
                {
                    if (await tx.Jobs.FindBookedAsync(caseId) is not { } booked)
                    {
                        return (false, false);
                    }

                    var course = JobCourse.Of(booked, ZoneOf(booked));
                    if (course is JobCourse.Move or JobCourse.Start { IsNew: false })
                    {
                        await tx.Jobs.ForgetRetriesAsync(booked.JobId!.Value); // those were of another time
                    }

                    var jobId = Take(course, booked, client);
                    var told = booked.AttemptsTold + (booked.OwesAttempt ? 1 : 0);
                    var owes = course is JobCourse.Settle && (booked.Attempts > told || booked.NextAttemptAt is not null); // the next attempt as well
                    var jobAt = owes ? booked.ReadAt : booked.NextAttemptAt;
                    return course is JobCourse.Stay && jobAt == booked.JobAt ? (false, false)
                        : await tx.Jobs.NoteAsync(booked, jobId, jobAt, told) ? (true, owes)
                        : (false, true); // it changed meanwhile: what was done to its job is taken back
                },
                cancel);
        }
    }

    public async Task FailedAsync(Guid caseId, Exception fault, CancellationToken cancel)
    {
        LogFailed(log, caseId, FaultText.Of(fault));
        try
        {
            await InOneTransactionAsync(
                async (tx, client) =>
                {
                    if (await tx.Jobs.FindBookedAsync(caseId) is not { JobId: { } id } booked || !JobStages.Of(booked.JobState).IsLive())
                    {
                        return (false, false); // a job is owed, and fails by itself
                    }

                    client.ChangeState(Text(id), new FailedState(JobFaultException.Of(fault)) { Reason = "The decision on the case failed." });
                    return (true, false);
                },
                cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            LogNotNoted(log, caseId, FaultText.Of(fault), e.GetBaseException().Message);
        }
    }

    /// <summary>Something done to jobs and to rows, both or neither.</summary>
    /// <param name="work">Does it; answers whether it shall stand, and the result.</param>
    public async Task<T> InOneTransactionAsync<T>(Func<DomainTransaction, IBackgroundJobClient, Task<(bool Stands, T Result)>> work, CancellationToken cancel)
    {
        using var scope = new TransactionScope(
            TransactionScopeOption.RequiresNew, new TransactionOptions { IsolationLevel = IsolationLevel.ReadCommitted }, TransactionScopeAsyncFlowOption.Enabled);
        await using var connection = await tables.OpenAsync(cancel);
        var tx = await DomainTransaction.BeginAsync(connection, null, cancel);
        var (stands, result) = await work(tx, new BackgroundJobClient(tables.Over(connection), filters));
        if (stands)
        {
            scope.Complete();
        }

        return result;
    }

    private static long? Take(JobCourse course, BookedCase booked, IBackgroundJobClient client)
    {
        var id = booked.JobId ?? 0;
        switch (course)
        {
            case JobCourse.Book book:
                if (book.Before is { } result)
                {
                    client.ChangeState(Text(id), Done(booked, result));
                }

                return Create(booked, booked.Attempts + 1, Planned(book.At, booked));
            case JobCourse.Move move:
                return Change(Planned(move.At, booked));
            case JobCourse.Start { IsNew: true } start:
                return Create(booked, booked.Attempts + 1, new EnqueuedState(CallbackJob.Queue) { Reason = start.Why });
            case JobCourse.Start start:
                return Change(new EnqueuedState(CallbackJob.Queue) { Reason = start.Why });
            case JobCourse.Settle { IsNew: true } settle:
                return Create(booked, booked.AttemptsTold + 1, Done(booked, settle.Result));
            case JobCourse.Settle settle:
                return Change(Done(booked, settle.Result));
            case JobCourse.Remove remove:
                return Change(new DeletedState { Reason = remove.Why.ToString() });
            default:
                return booked.JobId;
        }

        long Change(IState to)
        {
            client.ChangeState(Text(id), to);
            return id;
        }

        long Create(BookedCase of, int attempt, IState state) => long.Parse(client.Create(CallbackJob.Of(of, attempt), state), CultureInfo.InvariantCulture);
    }

    private static IState Planned(Instant at, BookedCase booked) => at - CallbackJob.Early <= booked.ReadAt
        ? new EnqueuedState(CallbackJob.Queue) { Reason = booked.NextAttemptWhy?.ToString() }
        : new ScheduledState((at - CallbackJob.Early).ToDateTimeUtc()) { Reason = booked.NextAttemptWhy?.ToString() };

    /// <summary>Hangfire tells how late a job began and how long it took: here, how long after its due time the attempt began.</summary>
    private static SucceededState Done(BookedCase booked, Reason result)
    {
        var late = (booked.AttemptStartedAt ?? booked.JobAt) - booked.JobAt ?? Duration.Zero;
        return new SucceededState(JobAnswer.Of(result), Math.Max(0, (long)late.TotalMilliseconds), 0);
    }

    private static string Text(long jobId) => jobId.ToString(CultureInfo.InvariantCulture);

    private DateTimeZone ZoneOf(BookedCase booked) => policies.Set.Find(booked.Policy)?.Zone ?? DateTimeZone.Utc;

    private async Task LookAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Round, time);
        do
        {
            try
            {
                await CatchUpAsync(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                LogAway(log, e.GetBaseException().Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        await foreach (var id in queue.Reader.ReadAllAsync(stop))
        {
            waiting.TryRemove(id, out _); // before it is read: what changes from now on is news
            await TryAsync(id, stop);
        }
    }

    private async Task FollowLaterAsync(Guid caseId)
    {
        await Task.Delay(BehindTheCall, time);
        queue.Writer.TryWrite(caseId);
    }

    private async Task TryAsync(Guid caseId, CancellationToken stop)
    {
        try
        {
            await BookAsync(caseId, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogNotBooked(log, caseId, e.GetBaseException().Message); // the next look finds it
        }
    }

    [LoggerMessage(EventId = 9101, Level = LogLevel.Information, Message = "{Count} cases have their jobs now; there are more")]
    private static partial void LogCatchingUp(ILogger logger, int count);

    [LoggerMessage(EventId = 9102, Level = LogLevel.Warning, Message = "The job of case {CaseId} could not be booked; trying again within seconds: {Reason}")]
    private static partial void LogNotBooked(ILogger logger, Guid caseId, string reason);

    [LoggerMessage(EventId = 9103, Level = LogLevel.Warning, Message = "Could not look for cases without a job: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(EventId = 9105, Level = LogLevel.Warning, Message = "The decision on case {CaseId} failed: {Fault}")]
    private static partial void LogFailed(ILogger logger, Guid caseId, string fault);

    [LoggerMessage(EventId = 9104, Level = LogLevel.Error, Message = "The decision on case {CaseId} failed ({Fault}), and the failure could not be recorded: {Reason}; the sweep will try again")]
    private static partial void LogNotNoted(ILogger logger, Guid caseId, string fault, string reason);
}
