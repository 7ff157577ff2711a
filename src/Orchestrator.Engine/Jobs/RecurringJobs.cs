using Hangfire;
using Hangfire.Common;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>The jobs that run again and again.</summary>
internal static class RecurringJobs
{
    /// <summary>Every ten minutes.</summary>
    private const string Schedule = "*/10 * * * *";

    /// <summary>What <see cref="Schedule"/> says.</summary>
    public static Duration Interval { get; } = Duration.FromMinutes(10);

    public static IReadOnlyList<JobKind> All { get; } = [JobKind.Sweep, JobKind.NoticeTidy];

    /// <summary>As Hangfire names it.</summary>
    public static string IdOf(JobKind kind) => Words.Of(kind).Replace('_', '-');

    /// <summary>Null: none of ours.</summary>
    public static JobKind? Find(string id) => Words.Find<JobKind>(id.Replace('-', '_')) is { } kind && All.Contains(kind) ? kind : null;

    public static JobKind? KindOf(Job job) => job.Type == typeof(SweepJob) ? JobKind.Sweep : job.Type == typeof(NoticeTidyJob) ? JobKind.NoticeTidy : null;

    public static Job Of(JobKind kind) => kind switch
    {
        JobKind.Sweep => Job.FromExpression<SweepJob>(j => j.RunAsync(CancellationToken.None)),
        JobKind.NoticeTidy => Job.FromExpression<NoticeTidyJob>(j => j.RunAsync(CancellationToken.None)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It does not recur."),
    };

    public static void Register(IRecurringJobManager manager)
    {
        foreach (var kind in All)
        {
            manager.AddOrUpdate(IdOf(kind), Of(kind), Schedule, new RecurringJobOptions { MisfireHandling = MisfireHandlingMode.Ignorable });
        }
    }
}

/// <summary>
/// Repairs what a lost wake-up or a crash left behind. It runs every ten seconds by itself (<see cref="Sweeping"/>); as a job it is there to be seen, and to be run by hand.
/// </summary>
internal sealed class SweepJob(CaseSweep sweep)
{
    public async Task<string> RunAsync(CancellationToken cancel) => FormattableString.Invariant($"{await sweep.RunAsync(cancel)} cases set right");
}

/// <summary>Keeps the outbox of notices small.</summary>
internal sealed class NoticeTidyJob(NoticeTidy tidy)
{
    public Task RunAsync(CancellationToken cancel) => tidy.RunAsync(cancel);
}
