using System.Text.Json;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using Orchestrator.Engine.Formats;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.Intake;

/// <summary>
/// Keeps on disk which calls are in progress on each PBX, and until when all was heard, so that a start after a crash knows who waited and from when on to catch up.
/// A killed process loses the last half second, which queue_log tells again.
/// </summary>
public sealed partial class CallMemory(OrchestratorOptions options, PbxNodes nodes, CallWatches watches, TimeProvider time, ILogger<CallMemory> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly JsonSerializerOptions Format = new JsonSerializerOptions(Json.Options).ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    /// <summary>How old what is kept of an idle PBX may be: so much more of queue_log is read again after a crash.</summary>
    private static readonly Duration Idle = Duration.FromSeconds(2);

    private readonly Dictionary<string, (string Calls, Instant? HeardUntil)> written = new(StringComparer.Ordinal);
    private bool isRefused;

    /// <summary>Before the links start: what an earlier process left.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var node in nodes.All)
        {
            if (Read(FileOf(node)) is { } known)
            {
                watches.Of(node).Restore(known);
                LogRestored(log, node.Name, known.Calls.Count, known.HeardUntil);
            }
        }

        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        WriteAll();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            WriteAll();
        }
    }

    private string FileOf(PbxNode node) => Path.Combine(options.Spool, $"calls-{Uri.EscapeDataString(node.Name)}.json");

    private KnownCalls? Read(string file)
    {
        try
        {
            // Half a file is none: its lists may be missing.
            return File.Exists(file) && JsonSerializer.Deserialize<KnownCalls>(File.ReadAllText(file), Format) is { Calls.Count: >= 0, Concluded.Count: >= 0 } known ? known : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            LogUnreadable(log, file, e);
            return null;
        }
    }

    private void WriteAll()
    {
        foreach (var node in nodes.All)
        {
            var known = watches.Of(node).Known;
            var (file, calls) = (FileOf(node), JsonSerializer.Serialize(known.Calls, Format));
            if (written.TryGetValue(node.Name, out var kept) && kept.Calls == calls && !(known.HeardUntil - kept.HeardUntil >= Idle))
            {
                continue;
            }

            try
            {
                File.WriteAllText(file + ".new", JsonSerializer.Serialize(known, Format));
                File.Move(file + ".new", file, overwrite: true);
                (written[node.Name], isRefused) = ((calls, known.HeardUntil), false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (!isRefused)
                {
                    LogNotWritten(log, file, e);
                }

                isRefused = true;
            }
        }
    }
}
