using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.NumberRules;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Intake;

/// <summary>Writes a missed call down and opens or joins its case, in one transaction. Reporting the same call again changes nothing but what was unknown.</summary>
public sealed partial class MissedCallRecorder(CaseDesk desk, CaseOpening opening, PoliciesInForce policies, OperatorBoards operators, IClock clock, ILogger<MissedCallRecorder> log)
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

        if (!report.Asked && WhyNotInbound(report, by) is { } why)
        {
            LogNotInbound(log, report.Pbx, report.CallId, report.Queue, why);
            return null;
        }

        var isLeft = report.HidesNumber && by.Numbers.Restricted == RestrictedCallers.Leave;
        if (isLeft)
        {
            report = report with { CallerNumber = null, CallerName = null }; // who hides a number does not want it in books either
        }

        var normalised = by.Numbers.Normalise(report.CallerNumber);
        var number = (normalised as NormalisedNumber.Dialable)?.Number;
        var caseId = await desk.ChangeAsync<Guid?>(
            async (tx, aftermath) =>
            {
                var call = await tx.MissedCalls.RecordAsync(CaseOpening.NewId(clock), report, number);
                if (call.CaseId is { } known)
                {
                    return known;
                }

                if (!call.IsNew && !report.Asked)
                {
                    return null; // decided already: no case
                }

                var policy = by.Set.Match(report.Queue, report.Did, report.Reason, report.Waited, by.Numbers, report.IsOriginated);
                if (policy is not null)
                {
                    aftermath.Tell(NoticeFact.Missed(policy.Name, call.Id));
                }

                if (number is null)
                {
                    await tx.MissedCalls.NoCaseAsync(call.Id, isLeft ? new Reason.NumberRestricted() : NamedNumber.WhyNone(normalised));
                    return null;
                }

                if (policy is null or { Mode: PolicyMode.Off })
                {
                    await tx.MissedCalls.NoCaseAsync(call.Id, policy is null ? new Reason.NoPolicyCovers() : new Reason.PolicyOffForCall(policy.Name));
                    return null;
                }

                return (await opening.OpenOrJoinAsync(tx, aftermath, call.Id, report, number.Value, policy, by.Numbers)).CaseId;
            },
            cancel);
        LogRecorded(log, report.Pbx, report.CallId, Words.Of(report.Reason), report.Queue, number?.Shortened ?? "no number", caseId);
        return caseId;
    }

    /// <summary>Nobody lost a customer: the call was made by Asterisk for somebody else, or one of the operators rang a queue.</summary>
    private string? WhyNotInbound(MissedCallReport report, PolicySnapshot by) => report switch
    {
        { IsOriginated: true } => by.Set.Match(report.Queue, report.Did, report.Reason, report.Waited, by.Numbers, isOriginated: true) is null ? "Asterisk was asked to make it" : null,
        { CallerEndpoint: { } endpoint } when IsOperator(endpoint, report.Pbx, by.Set) => "an operator rang",
        _ => null,
    };

    private bool IsOperator(string endpoint, string pbx, PolicySet set) =>
        operators.Find(pbx)?.Knows(endpoint) == true || set.Policies.Any(p => p.Operators.Interfaces.Contains(endpoint, StringComparer.OrdinalIgnoreCase));
}
