using System.Text.Json;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Calls;
using Orchestrator.Storage;

namespace Orchestrator.Intake;

/// <summary>
/// Verdicts that the database could not take, one JSON line each, flushed to disk. Bounded: past <see cref="Capacity"/> new ones are refused
/// loudly rather than filling the disk. Used by one worker only.
/// </summary>
public sealed partial class IntakeSpool
{
    /// <summary>Some days of lost calls of a large call centre; about 50 MB.</summary>
    public const int Capacity = 100_000;

    private readonly string file;
    private readonly ILogger<IntakeSpool> log;
    private readonly Queue<CallVerdict> waiting = new();

    public IntakeSpool(string directory, ILogger<IntakeSpool> log)
    {
        this.log = log;
        Directory.CreateDirectory(directory);
        file = Path.Combine(directory, "intake.jsonl");
        Load();
    }

    /// <summary>Where calls lie that the database refused as such.</summary>
    public string RejectedFile => Path.Combine(Path.GetDirectoryName(file)!, "intake-rejected.jsonl");

    public bool IsEmpty => waiting.Count == 0;

    public int Count => waiting.Count;

    public CallVerdict? Peek() => waiting.TryPeek(out var verdict) ? verdict : null;

    public void Add(CallVerdict verdict)
    {
        if (waiting.Count >= Capacity)
        {
            LogFull(log, Capacity);
            return;
        }

        Append(file, verdict);
        waiting.Enqueue(verdict);
    }

    /// <summary>Sets one aside that the database will never take.</summary>
    public void Reject(CallVerdict verdict) => Append(RejectedFile, verdict);

    private static void Append(string to, CallVerdict verdict)
    {
        using var stream = new FileStream(to, FileMode.Append, FileAccess.Write, FileShare.Read);
        using var writer = new StreamWriter(stream);
        writer.WriteLine(JsonSerializer.Serialize(Line.From(verdict), Json.Options));
        writer.Flush();
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Takes the first away, once it is in the database. Writing it there twice would change nothing, so the file is shortened only when it is empty.</summary>
    public void Remove()
    {
        waiting.Dequeue();
        if (waiting.Count == 0)
        {
            File.Delete(file);
        }
    }

    private void Load()
    {
        if (!File.Exists(file))
        {
            return;
        }

        var text = File.ReadAllText(file);
        if (text.Length > 0 && text[^1] != '\n')
        {
            File.AppendAllText(file, "\n"); // a process was killed while writing: the next line must not stick to the torn one
        }

        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                if (JsonSerializer.Deserialize<Line>(line, Json.Options)?.ToVerdict() is { } verdict)
                {
                    waiting.Enqueue(verdict);
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
        double? WaitedSeconds, int? Position, IReadOnlyList<string>? SeenBy, bool Asked, string? Operator = null)
    {
        public static Line From(CallVerdict verdict) => verdict switch
        {
            CallVerdict.Missed { Report: var r } => new(
                true, r.Pbx, r.CallId, r.UniqueId, r.At.ToDateTimeOffset(), Words.Of(r.Reason), r.Queue, r.Did, r.CallerNumber, r.CallerName, r.Waited?.TotalSeconds, r.Position, r.SeenBy, r.Asked),
            CallVerdict.Answered { Report: var r } => new(false, r.Pbx, r.CallId, "", r.At.ToDateTimeOffset(), null, null, null, r.CallerNumber, null, null, null, null, false, r.Operator),
            _ => throw new InvalidOperationException($"No such verdict: {verdict.GetType().Name}."),
        };

        public CallVerdict ToVerdict() => Missed
            ? new CallVerdict.Missed(new MissedCallReport(
                Pbx, CallId, UniqueId, Instant.FromDateTimeOffset(At), Words.Parse<MissReason>(Reason!), Queue, Did, CallerNumber, CallerName,
                WaitedSeconds is { } w ? Duration.FromSeconds(w) : null, Position, SeenBy ?? [], Asked))
            : new CallVerdict.Answered(new AnsweredCallReport(Pbx, CallId, Instant.FromDateTimeOffset(At), CallerNumber, Operator));
    }
}
