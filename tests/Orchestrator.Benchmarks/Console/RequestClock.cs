using System.Collections.Concurrent;
using System.Diagnostics;

namespace Orchestrator.Benchmarks.Console;

/// <summary>How long the server took for a request, and how much of that its statements took at Postgres; told by the activities of both.</summary>
internal sealed class RequestClock : IDisposable
{
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    private readonly ConcurrentDictionary<ActivityTraceId, TimeSpan> sql = new();
    private readonly ConcurrentQueue<Timing> timings = new();
    private readonly ActivityListener listener;

    public RequestClock()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Stopped,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Count => timings.Count;

    /// <summary>The requests since the last time it was asked, in the order of their ends.</summary>
    public IReadOnlyList<Timing> Take()
    {
        var taken = timings.ToList();
        timings.Clear();
        sql.Clear();
        return taken;
    }

    public void Dispose() => listener.Dispose();

    private void Stopped(Activity activity)
    {
        if (activity.Source.Name == "Npgsql")
            sql.AddOrUpdate(activity.TraceId, activity.Duration, (_, before) => before + activity.Duration);
        else if (activity.OperationName == Request)
            timings.Enqueue(new Timing(activity.Duration, sql.GetValueOrDefault(activity.TraceId)));
    }
}

/// <param name="Server">From the request's first byte read to the answer's last byte written.</param>
/// <param name="Sql">Of that, the time of its statements.</param>
internal sealed record Timing(TimeSpan Server, TimeSpan Sql);
