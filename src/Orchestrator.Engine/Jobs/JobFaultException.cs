using Hangfire.Server;

namespace Orchestrator.Engine.Jobs;

/// <summary>A failure as Hangfire may keep and show it: without secrets, numbers shortened.</summary>
public sealed class JobFaultException : Exception
{
    /// <summary>Where Hangfire looks for the stack trace of an exception that was thrown elsewhere.</summary>
    private const string StackTraceKey = "OriginalStackTrace";

    private JobFaultException(string message, string stackTrace)
        : base(message) => Data[StackTraceKey] = stackTrace;

    public static JobFaultException Of(Exception exception)
    {
        if (exception is JobFaultException known)
        {
            return known;
        }

        var lines = FaultText.Of(exception).Split('\n', 2);
        return new JobFaultException(lines[0].TrimEnd(), lines.Length > 1 ? lines[1] : "");
    }
}

/// <summary>Runs jobs, and lets no exception out as it was. A job that is in good hands (<see cref="InHand"/>) stays in Processing: Hangfire takes it from its queue and asks no more.</summary>
internal sealed class CarefulPerformer(IBackgroundJobPerformer inner) : IBackgroundJobPerformer
{
    public object? Perform(PerformContext context)
    {
        try
        {
            var answer = inner.Perform(context);
            return answer is InHand ? throw new JobAbortedException() : answer;
        }
        catch (JobPerformanceException e) when (e.InnerException is not null)
        {
            throw new JobPerformanceException(e.Message, JobFaultException.Of(e.InnerException), context.BackgroundJob.Id);
        }
    }
}

/// <summary>What a job answers that goes on without its worker: somebody else says later what came of it.</summary>
internal sealed record InHand
{
    public static InHand Now { get; } = new();
}
