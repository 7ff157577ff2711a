using System.Text;
using System.Text.Json;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Signals;

namespace Orchestrator.Engine.Intake;

/// <summary>
/// Verdicts that the database does not have yet, one JSON line each, flushed to disk before the database is asked. What the disk does not take is kept
/// in memory and written later. Bounded: past <see cref="Capacity"/> new ones are refused loudly rather than filling the disk.
/// One task adds, another takes away.
/// </summary>
public sealed partial class IntakeSpool
{
    /// <summary>Some days of lost calls of a large call centre; about 50 MB.</summary>
    public const int Capacity = 100_000;

    private const int AtOnce = 1000;

    private readonly string file;
    private readonly ILogger<IntakeSpool> log;
    private readonly Lock gate = new();
    private readonly Queue<PendingVerdict> waiting = new();
    private readonly Signal arrived = new();
    private readonly List<PendingVerdict> unwritten = [];
    private bool isTorn;
    private bool isRefused;

    public IntakeSpool(string directory, ILogger<IntakeSpool> log)
    {
        this.log = log;
        Directory.CreateDirectory(directory);
        file = Path.Combine(directory, "intake.jsonl");
        Load();
    }

    /// <summary>Where calls lie that the database refused as such.</summary>
    public string RejectedFile => Path.Combine(Path.GetDirectoryName(file)!, "intake-rejected.jsonl");

    public int Count
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>Some are in memory only: the disk did not take them.</summary>
    public bool HasUnwritten
    {
        get
        {
            lock (gate)
            {
                return unwritten.Count > 0;
            }
        }
    }

    /// <summary>Waits for the one that has waited longest; it stays until <see cref="Remove"/>.</summary>
    public async Task<CallVerdict> FirstAsync(CancellationToken cancel)
    {
        while (true)
        {
            lock (gate)
            {
                if (waiting.TryPeek(out var first))
                {
                    return first.Verdict;
                }
            }

            await arrived.WaitAsync(cancel);
        }
    }

    /// <summary>Takes some in, and writes them to the disk together with those that it did not take before.</summary>
    public void Add(params IReadOnlyCollection<PendingVerdict> more)
    {
        lock (gate)
        {
            foreach (var pending in more)
            {
                if (waiting.Count >= Capacity)
                {
                    LogFull(log, Capacity);
                    continue;
                }

                waiting.Enqueue(pending);
                unwritten.Add(pending);
            }

            if (unwritten.Count > 0)
            {
                Write();
            }
        }

        arrived.Poke();
    }

    /// <summary>Sets one aside that the database will never take.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Reject(CallVerdict verdict) => Append(RejectedFile, Text(verdict));

    /// <summary>Takes the first away, once it is in the database. Writing it there twice would change nothing, so the file is shortened only when it is empty.</summary>
    public void Remove()
    {
        lock (gate)
        {
            var done = waiting.Dequeue();
            done.Keep();
            unwritten.Remove(done);
            if (waiting.Count == 0)
            {
                Clear();
            }
        }
    }

    /// <summary>Puts the first behind the others.</summary>
    public void Postpone()
    {
        lock (gate)
        {
            waiting.Enqueue(waiting.Dequeue());
        }
    }

    private static string Text(CallVerdict verdict) => JsonSerializer.Serialize(Line.From(verdict), Json.Options) + "\n";

    private static void Append(string to, string text)
    {
        using var stream = new FileStream(to, FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    private void Write()
    {
        try
        {
            foreach (var some in unwritten.ToArray().Chunk(AtOnce))
            {
                // What a failed write left behind must not stick to the next line.
                Append(file, (isTorn ? "\n" : "") + string.Concat(some.Select(p => Text(p.Verdict))));
                isTorn = false;
                isRefused = false;
                unwritten.RemoveRange(0, some.Length);
                Array.ForEach(some, p => p.Keep());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            isTorn = true;
            if (!isRefused)
            {
                LogNotWritten(log, unwritten.Count, e);
            }

            isRefused = true;
        }
    }

    private void Clear()
    {
        try
        {
            File.Delete(file);
            isTorn = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(log, 0, e); // they are written to the database once more at the next start, which changes nothing
        }
    }

    private void Load()
    {
        if (!File.Exists(file))
        {
            return;
        }

        var text = File.ReadAllText(file);
        isTorn = text.Length > 0 && text[^1] != '\n'; // a process was killed while writing
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                if (JsonSerializer.Deserialize<Line>(line, Json.Options)?.ToVerdict() is { } verdict)
                {
                    waiting.Enqueue(new PendingVerdict(verdict));
                }
            }
            catch (JsonException e)
            {
                LogBroken(log, e); // the last line of a process that was killed while writing
            }
        }
    }

    private sealed record Line(
        bool Missed, string Pbx, string CallId, string UniqueId, DateTimeOffset At, string? Reason, string? Queue, string? Did, string? CallerNumber, string? CallerName,
        double? WaitedSeconds, int? Position, IReadOnlyList<string>? SeenBy, bool Asked, string? Operator = null,
        string? Comment = null, bool HidesNumber = false, bool IsOriginated = false, string? CallerEndpoint = null)
    {
        public static Line From(CallVerdict verdict) => verdict switch
        {
            CallVerdict.Missed { Report: var r } => new(
                true, r.Pbx, r.CallId, r.UniqueId, r.At.ToDateTimeOffset(), Words.Of(r.Reason), r.Queue, r.Did, r.CallerNumber, r.CallerName, r.Waited?.TotalSeconds, r.Position, r.SeenBy, r.Asked,
                Comment: r.Comment, HidesNumber: r.HidesNumber, IsOriginated: r.IsOriginated, CallerEndpoint: r.CallerEndpoint),
            CallVerdict.Answered { Report: var r } => new(false, r.Pbx, r.CallId, "", r.At.ToDateTimeOffset(), null, null, null, r.CallerNumber, null, null, null, null, false, r.Operator),
            _ => throw new InvalidOperationException($"No such verdict: {verdict.GetType().Name}."),
        };

        public CallVerdict ToVerdict() => Missed
            ? new CallVerdict.Missed(new MissedCallReport(
                Pbx, CallId, UniqueId, Instant.FromDateTimeOffset(At), Words.Parse<MissReason>(Reason!), Queue, Did, CallerNumber, CallerName,
                WaitedSeconds is { } w ? Duration.FromSeconds(w) : null, Position, SeenBy ?? [], Asked, Comment, HidesNumber, IsOriginated, CallerEndpoint))
            : new CallVerdict.Answered(new AnsweredCallReport(Pbx, CallId, Instant.FromDateTimeOffset(At), CallerNumber, Operator));
    }
}
