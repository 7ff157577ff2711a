using System.Globalization;
using System.Runtime.InteropServices;
using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;
using Hangfire.Storage.Monitoring;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.Jobs;

/// <summary>Reads jobs through Hangfire's own monitoring, for the HTTP API. Each state is a list of its own; all jobs are these lists one after the other.</summary>
internal sealed class JobMonitor(JobStorage storage, OrchestratorOptions options)
{
    private static readonly JobState[] Lists = [JobState.Running, JobState.Enqueued, JobState.Dead, JobState.Failed, JobState.Scheduled, JobState.Succeeded, JobState.Deleted];

    /// <param name="state">Null: every one.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="from">Where the page before ended; the start by default.</param>
    /// <returns>The jobs, and where the next page starts; null when that was all. A job that moves on meanwhile may be missing, and a page may hold fewer than it could.</returns>
    public (IReadOnlyList<JobSummary> Jobs, JobPlace? Next) List(JobState? state, int count, JobPlace from = default)
    {
        var api = storage.GetMonitoringApi();
        var jobs = new List<JobSummary>();
        for (var place = from; place.List < Lists.Length; place = new JobPlace(place.List + 1, 0))
        {
            if (state is not null && state != Lists[place.List])
            {
                continue;
            }

            var room = count - jobs.Count;
            var ids = Ids(api, Lists[place.List], place.Offset, room + 1);
            jobs.AddRange(ids.Take(room).Select(Find).OfType<JobView>().Where(j => j.State == Lists[place.List]));
            if (ids.Count > room)
            {
                return (jobs, place with { Offset = place.Offset + room });
            }
        }

        return (jobs, null);
    }

    /// <summary>One job; null when there is none.</summary>
    /// <param name="id">Hostile.</param>
    public JobView? Find(string id)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || storage.GetMonitoringApi().JobDetails(number.ToString(CultureInfo.InvariantCulture)) is not { History: [var last, ..] } job)
        {
            return null;
        }

        var title = JobTitle.Of(job.Job);
        var retries = job.Properties.TryGetValue("RetryCount", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var planned = job.History.FirstOrDefault(h => h.StateName == "Scheduled");
        var started = job.History.FirstOrDefault(h => h.StateName == "Processing");
        var failed = job.History.FirstOrDefault(h => h.StateName == "Failed");
        var server = Of(started, "ServerId") ?? "";
        var state = StateOf(last.StateName, retries);
        return new JobView
        {
            Id = id,
            Name = title.ToString(),
            Kind = title.Kind is { } kind ? Words.Of(kind) : "",
            CaseId = title.CaseId,
            State = state,
            Instance = InstanceOf(server),
            FireInstanceId = server,
            ScheduledAt = Time(planned, "EnqueueAt") ?? At(job.History[^1].CreatedAt),
            StartedAt = started is null ? null : At(started.CreatedAt),
            EndedAt = state is JobState.Succeeded or JobState.Deleted or JobState.Dead ? At(last.CreatedAt) : null,
            Attempt = retries,
            RetryAt = state == JobState.Failed ? Time(last, "EnqueueAt") : null,
            Error = Of(failed, "ExceptionMessage"),
            Exception = Of(failed, "ExceptionDetails"),
            Result = JobAnswer.Read(Of(last, "Result"))?.ToString(),
            History = [.. job.History.Select(h => new JobStep(h.StateName, At(h.CreatedAt), h.Reason))],
        };
    }

    private static JobState StateOf(string state, int retries) => state switch
    {
        "Processing" => JobState.Running,
        "Enqueued" => JobState.Enqueued,
        "Failed" => JobState.Dead,
        "Succeeded" => JobState.Succeeded,
        "Deleted" => JobState.Deleted,
        _ => retries > 0 ? JobState.Failed : JobState.Scheduled,
    };

    private IReadOnlyList<string> Ids(IMonitoringApi api, JobState state, int from, int count) => state switch
    {
        JobState.Running => Keys(api.ProcessingJobs(from, count)),
        JobState.Enqueued => [.. api.Queues().SelectMany(q => Keys(api.EnqueuedJobs(q.Name, 0, from + count))).Skip(from).Take(count)],
        JobState.Dead => Keys(api.FailedJobs(from, count)),
        JobState.Failed => Retries(from, count),
        JobState.Scheduled => Keys(api.ScheduledJobs(from, count)),
        JobState.Succeeded => Keys(api.SucceededJobs(from, count)),
        JobState.Deleted => Keys(api.DeletedJobs(from, count)),
        _ => [],
    };

    private List<string> Retries(int from, int count)
    {
        using var connection = storage.GetConnection();
        return ((JobStorageConnection)connection).GetRangeFromSet("retries", from, from + count - 1);
    }

    private static IReadOnlyList<string> Keys<T>(JobList<T> list) => [.. list.Select(j => j.Key)];

    private static string? Of(StateHistoryDto? step, string name) => step?.Data.TryGetValue(name, out var value) == true ? value : null;

    private static Instant? Time(StateHistoryDto? step, string name) => Of(step, name) is { } text ? At(JobHelper.DeserializeDateTime(text)) : null;

    /// <summary>Hangfire calls its servers <c>instance:process:id</c>, in small letters.</summary>
    private string InstanceOf(string server)
    {
        var name = server.Split(':')[0];
        return string.Equals(name, options.Instance, StringComparison.OrdinalIgnoreCase) ? options.Instance : name;
    }

    private static Instant At(DateTime utc) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}

/// <summary>A place in the lists of jobs.</summary>
/// <param name="List">Which list.</param>
/// <param name="Offset">How many of it come before.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JobPlace(int List, int Offset);
