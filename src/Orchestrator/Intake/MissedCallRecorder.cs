using NodaTime;
using Orchestrator.Cases;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Notify;
using Orchestrator.Policies;
using Orchestrator.Storage;

namespace Orchestrator.Intake;

/// <summary>Writes a missed call down and opens or joins its case, in one transaction. Reporting the same call again changes nothing but what was unknown.</summary>
public sealed partial class MissedCallRecorder(CaseDesk desk, CasePlanning planning, PoliciesInForce policies, IClock clock, ILogger<MissedCallRecorder> log)
{
    /// <summary>Records the call.</summary>
    /// <returns>The case that it belongs to, or null when there is none.</returns>
    /// <exception cref="KeptVersionsUnreadException">A policy file is broken, and its last good version is not read yet: try again soon.</exception>
    public async Task<Guid?> RecordAsync(MissedCallReport report, CancellationToken cancel)
    {
        var by = policies.Current;
        if (by.AwaitsKeptVersions)
        {
            throw new KeptVersionsUnreadException(); // decided now, the call might get no case for ever
        }

        var normalised = by.Numbers.Normalise(report.CallerNumber);
        var number = (normalised as NormalisedNumber.Dialable)?.Number;
        var caseId = await desk.ChangeAsync(
            async (tx, aftermath) =>
            {
                var call = await tx.RecordAsync(NewId(), report, number?.E164);
                if (call.CaseId is { } known)
                {
                    return known;
                }

                if (!call.IsNew && !report.Asked)
                {
                    return null; // decided already: no case
                }

                var policy = by.Set.Match(report.Queue, report.Did, report.Reason, report.Waited);
                if (policy is not null)
                {
                    aftermath.Tell(NoticeFact.Missed(policy.Name, call.Id));
                }

                if (number is null)
                {
                    await tx.NoCaseAsync(call.Id, WhyNoNumber(normalised));
                    return null;
                }

                if (policy is null or { Mode: PolicyMode.Off })
                {
                    await tx.NoCaseAsync(call.Id, policy is null ? "no policy covers it" : $"policy '{policy.Name}' is off");
                    return null;
                }

                return await OpenOrJoinAsync(tx, aftermath, call.Id, report, number.Value, policy, by.Numbers);
            },
            cancel);
        LogRecorded(log, report.Pbx, report.CallId, Words.Of(report.Reason), report.Queue, number?.Shortened ?? "no number", caseId);
        return caseId;
    }

    private async Task<Guid?> OpenOrJoinAsync(Transaction tx, Aftermath aftermath, Guid missedCallId, MissedCallReport report, PhoneNumber number, Policy policy, NumberPlan numbers)
    {
        var row = new CaseRow
        {
            Id = NewId(),
            Number = number.E164,
            Policy = policy.Name,
            PolicyVersion = policy.Version,
            Pbx = report.Pbx,
            Queue = report.Queue,
            State = Words.Of(CaseState.Waiting),
            OpenedAt = tx.Now,
            MissedAt = report.At,
            NextAttemptAt = tx.Now,
            Priority = policy.Priority.Base,
            Observed = policy.Mode == PolicyMode.Observe,
        };
        var opened = await tx.OpenCaseAsync(row);
        var current = (await tx.LockOpenCaseAsync(row.Number, row.Policy, row.Observed))!;
        await tx.AttachAsync(missedCallId, current.Id);
        var missed = new { missed_call = missedCallId, reason = Words.Of(report.Reason), seen_by = report.SeenBy, policy_version = policy.Version };
        if (opened)
        {
            aftermath.Tell(NoticeFact.CaseOpened(policy.Name, current.Id));
            var observed = row.Observed ? ", observed only: nobody will be dialled" : "";
            await tx.TellAsync(current.Id, "opened", $"Opened: call {Describe(report)}, policy '{policy.Name}'{observed}.", missed);
            if (numbers.Guard(number) is GuardVerdict.Refused refused)
            {
                await planning.CloseAsync(tx, current, Disposition.Blocked, $"number guard: {refused.Rule}", aftermath, policy.Version);
                return current.Id;
            }
        }
        else
        {
            await tx.JoinAsync(current, report.At, report.Pbx, report.Queue);
            await tx.TellAsync(current.Id, "missed_again", $"Another call {Describe(report)} joined.", missed);
            current = (await tx.LockOpenCaseAsync(row.Number, row.Policy, row.Observed))!;
        }

        if (current.CaseState is CaseState.Waiting or CaseState.Ready)
        {
            await planning.PlanAsync(tx, current, aftermath);
        }

        return current.Id;
    }

    private static string Describe(MissedCallReport report)
    {
        var queue = report.Queue is null ? "" : $" in queue '{Plain(report.Queue)}'";
        var waited = report.Waited is { } w ? $" after {w.TotalSeconds:0} s" : "";
        return $"{Words.Of(report.Reason).Replace('_', ' ')}{queue}{waited}";
    }

    /// <summary>A queue's name may come from a dialplan argument: only plain characters go into a sentence.</summary>
    private static string Plain(string name) => string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.').Take(80));

    private static string WhyNoNumber(NormalisedNumber number) => number switch
    {
        NormalisedNumber.Anonymous => "the caller showed no number",
        NormalisedNumber.Extension => "an internal extension or short code",
        NormalisedNumber.NotANumber n => $"no telephone number: {n.Reason}",
        _ => "no number",
    };

    private Guid NewId() => Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
}
