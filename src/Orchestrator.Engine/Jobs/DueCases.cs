using NodaTime;
using Npgsql;
using Orchestrator.Engine.Casework;

namespace Orchestrator.Engine.Jobs;

/// <summary>Decides upon the cases whose time has come, some at once.</summary>
internal sealed partial class DueCases(DueTimers timers, CaseDesk desk, JobBook book, ILogger<DueCases> log)
{
    /// <summary>Each is a transaction of a dozen statements; more at once would only wait for each other.</summary>
    private const int Lanes = 8;

    private static readonly Duration WhileAway = Duration.FromSeconds(1);

    public Task RunAsync(CancellationToken stop) => Parallel.ForEachAsync(
        timers.Due.ReadAllAsync(stop), new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = stop }, DecideAsync);

    private async ValueTask DecideAsync(Guid caseId, CancellationToken stop)
    {
        try
        {
            await desk.WakeAsync(caseId, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            if (e is NpgsqlException { IsTransient: true } or TimeoutException)
            {
                LogAway(log, caseId, e.GetBaseException().Message);
                timers.Arm(caseId, WhileAway);
                return;
            }

            await book.FailedAsync(caseId, e, stop);
        }
    }

    [LoggerMessage(EventId = 9111, Level = LogLevel.Warning, Message = "Case {CaseId} is due but could not be decided on; trying again in a second: {Reason}")]
    private static partial void LogAway(ILogger logger, Guid caseId, string reason);
}
