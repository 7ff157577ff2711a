using Hangfire.Common;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Jobs;

/// <summary>What a job is about, from what is written down of it.</summary>
/// <param name="Kind">What it is for; null: none of ours.</param>
/// <param name="Number">Shortened.</param>
/// <param name="Policy">Of the case.</param>
/// <param name="Attempt">Counted from 1.</param>
/// <param name="CaseId">Null for a job that is for no case.</param>
/// <param name="Observed">Nobody is called; what would be is written down.</param>
public sealed record JobTitle(JobKind? Kind, string Number = "", string Policy = "", int Attempt = 0, Guid? CaseId = null, bool Observed = false)
{
    /// <param name="job">Null: what it was cannot be read any more.</param>
    public static JobTitle Of(Job? job) => job switch
    {
        null => new JobTitle((JobKind?)null),
        _ when job.Type == typeof(CallbackJob) && job.Args is [string number, string policy, int attempt, Guid caseId, ..] =>
            new JobTitle(JobKind.WakeUp, number, policy, attempt, caseId, job.Method.Name == nameof(CallbackJob.ObserveAsync)),
        _ => new JobTitle(RecurringJobs.KindOf(job)),
    };

    /// <summary>In a list that is read like a call list.</summary>
    public override string ToString() => Kind switch
    {
        JobKind.WakeUp => FormattableString.Invariant($"{(Observed ? "Observe" : "Call back")} {Number} · {Policy} · attempt {Attempt}"),
        JobKind.Sweep => "Sweep of overdue cases",
        JobKind.NoticeTidy => "Tidying of notices",
        _ => "?",
    };
}
