using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using Orchestrator.Rig;
using Orchestrator.Rig.Daemon;

namespace Orchestrator.Benchmarks.Jobs;

/// <summary>Asks the daemon over its API for callbacks that fall due at known instants: so whatever engine it has books them as it books any.</summary>
internal sealed class Callbacks : IDisposable
{
    private const int RequestsAtOnce = 4;

    /// <summary>Far enough ahead that an engine which keeps the next moments in memory has to fetch them first.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AheadForEach = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly NpgsqlDataSource database;
    private readonly Marks marks;
    private readonly HttpClient api;
    private int people;

    private Callbacks(Uri url, string key, NpgsqlDataSource database, Marks marks)
    {
        (this.database, this.marks) = (database, marks);
        api = new HttpClient { BaseAddress = url };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static async Task<Callbacks> OfAsync(DaemonProcess daemon, NpgsqlDataSource database, Marks marks)
    {
        var (exit, output) = await daemon.RunAsync("api-key", "add", "bench", "--scope", "write");
        return exit == 0
            ? new Callbacks(daemon.Url, output.Split('\n').First(l => l.StartsWith("cbo_", StringComparison.Ordinal)).Trim(), database, marks)
            : throw new InvalidOperationException($"api-key add ended with {exit}: {output}");
    }

    /// <summary>Books one callback for each due time, every one to a number of its own.</summary>
    public async Task<Booked> BookAsync(IReadOnlyList<TimeSpan> timetable)
    {
        var soon = Now + Ahead + (timetable.Count * AheadForEach);
        var first = soon.AddTicks(-(soon.Ticks % TimeSpan.TicksPerMicrosecond)); // as fine as the database's times
        var ids = new ConcurrentBag<Guid>();
        await Parallel.ForEachAsync(
            timetable, new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce }, async (offset, _) => ids.Add(await AskAsync(first + offset)));
        var booked = new Booked([.. ids], first, first + timetable.Max());
        await using var connection = await database.OpenConnectionAsync();
        var waiting = await connection.QuerySingleAsync<int>(
            "select count(*)::int from orchestrator.callback_case where id = any(@Ids) and state = 'waiting' and next_attempt_at between @First and @Last", booked);
        return waiting == timetable.Count && Now < first
            ? booked
            : throw new InvalidOperationException($"Only {waiting} of {timetable.Count} probes wait for their due times.");
    }

    /// <summary>Waits until the last of them is claimed. Looks seldom, so that it is no load.</summary>
    public async Task ClaimedAsync(Booked booked)
    {
        await UntilAsync(booked.Last);
        await Until.TrueAsync(
            async () =>
            {
                await Task.Delay(Look);
                return await marks.CountClaimedAsync(booked.Ids) == booked.Ids.Count;
            },
            Deadline,
            $"{booked.Ids.Count} probes are claimed");
    }

    /// <summary>Books, waits, and tells how long each took.</summary>
    public async Task<(Delays Decided, Delays Claimed)> MeasureAsync(IReadOnlyList<TimeSpan> timetable)
    {
        var booked = await BookAsync(timetable);
        await ClaimedAsync(booked);
        return await marks.DelaysAsync(booked.Ids);
    }

    /// <summary>Waits for an instant.</summary>
    public static Task UntilAsync(DateTimeOffset at) => Until.TrueAsync(() => Now >= at, (at - Now) + Deadline);

    public void Dispose() => api.Dispose();

    private async Task<Guid> AskAsync(DateTimeOffset due)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{Background.NumbersOfProbes}{Interlocked.Increment(ref people):0000000}");
        var notBefore = due.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);
        using var answer = await api.PostAsJsonAsync("/api/v1/callbacks", new { number, policy = JobsSpeed.PolicyName, not_before = notBefore });
        var body = await answer.Content.ReadAsStringAsync();
        using var view = answer.IsSuccessStatusCode ? JsonDocument.Parse(body) : throw new InvalidOperationException($"A callback could not be booked: {answer.StatusCode} {body}");
        return view.RootElement.GetProperty("id").GetGuid();
    }
}

/// <summary>Probes that wait for their due times.</summary>
internal sealed record Booked(IReadOnlyList<Guid> Ids, DateTimeOffset First, DateTimeOffset Last);
