using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Calls;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.NumberRules;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Intake;

/// <summary>Opens the case of a missed call, or lets the call join the number's open one. The same for what a PBX tells and what is asked for over the API.</summary>
public sealed class CaseOpening(CasePlanning planning, IClock clock)
{
    public static Guid NewId(IClock clock) => Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());

    /// <param name="tx">The transaction that has written the call down.</param>
    /// <param name="aftermath">Where those who are to be told are noted.</param>
    /// <param name="policy">The policy that covers the call; not off.</param>
    /// <param name="numbers">The numbers file in force.</param>
    /// <param name="wish">What was asked for besides; null: nothing.</param>
    public async Task<OpenedCase> OpenOrJoinAsync(
        Transaction tx, Aftermath aftermath, Guid missedCallId, MissedCallReport report, PhoneNumber number, Policy policy, NumberPlan numbers, CallbackWish? wish = null)
    {
        var row = new CaseRow
        {
            Id = NewId(clock),
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
            await tx.TellAsync(
                current.Id, "opened", row.Observed ? new Reason.CaseOpenedObserved(Describe(report), policy.Name) : new Reason.CaseOpened(Describe(report), policy.Name), missed);
            if ((await NumberVerdict.OfAsync(tx, number, numbers, policy.Customer)).Refusal is { } refusal)
            {
                await CasePlanning.CloseAsync(tx, current, refusal.Disposition, refusal.Why, aftermath, policy.Version);
                return new OpenedCase(current.Id, IsNew: true);
            }
        }
        else
        {
            await tx.JoinAsync(current, report.At, report.Pbx, report.Queue);
            await tx.TellAsync(current.Id, "missed_again", new Reason.CallJoined(Describe(report)), missed);
        }

        if (wish is not null)
        {
            await tx.NoteWishAsync(current.Id, wish.NotBefore, wish.Operator);
            await tx.TellAsync(current.Id, "requested", wish.Told, wish.Data);
        }

        current = (await tx.LockOpenCaseAsync(row.Number, row.Policy, row.Observed))!;
        if (current.CaseState is CaseState.Waiting or CaseState.Ready)
        {
            await planning.PlanAsync(tx, current, aftermath);
        }

        return new OpenedCase(current.Id, opened);
    }

    private static Reason.CallMissed Describe(MissedCallReport report) =>
        new(report.Reason, report.Queue is null ? null : Plain(report.Queue), report.Waited is { } w ? Duration.FromSeconds(Math.Round(w.TotalSeconds)) : null);

    /// <summary>A queue's name may come from a dialplan argument: only plain characters go into a sentence.</summary>
    private static string Plain(string name) => string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.').Take(80));
}

/// <summary>The case that a call belongs to.</summary>
/// <param name="IsNew">Whether the call opened it.</param>
public sealed record OpenedCase(Guid CaseId, bool IsNew);

/// <summary>What somebody who asks for a callback says besides the number. Name and comment may be a stranger's words, so that they go into data only, never into a sentence.</summary>
/// <param name="By">Who asks, for people.</param>
/// <param name="Name">The customer's name.</param>
/// <param name="Comment">What it is about.</param>
/// <param name="NotBefore">No attempt earlier.</param>
/// <param name="Operator">The interface to ring first.</param>
public sealed record CallbackWish(string By, string? Name, string? Comment, Instant? NotBefore, string? Operator)
{
    /// <summary>For a timeline.</summary>
    public object Data => new { name = Name, comment = Comment, not_before = NotBefore?.ToDateTimeOffset(), @operator = Operator };

    /// <inheritdoc cref="Data"/>
    public Reason Told => new Reason.CallbackAsked(By, NotBefore, Operator);
}
