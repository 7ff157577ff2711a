using System.Globalization;
using System.Text;
using NodaTime;
using Orchestrator.Core;
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
    /// <summary>Characters of a queue's name in a sentence.</summary>
    private const int LongestQueue = 80;

    public static Guid NewId(IClock clock) => Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());

    /// <param name="tx">The transaction that has written the call down.</param>
    /// <param name="aftermath">Where those who are to be told are noted.</param>
    /// <param name="policy">The policy that covers the call; not off.</param>
    /// <param name="numbers">The numbers file in force.</param>
    /// <param name="wish">What was asked for besides; null: nothing.</param>
    /// <param name="open">The case to join, if the transaction has it locked already.</param>
    public async Task<OpenedCase> OpenOrJoinAsync(
        Transaction tx, Aftermath aftermath, Guid missedCallId, MissedCallReport report, PhoneNumber number, Policy policy, NumberPlan numbers,
        CallbackWish? wish = null, CaseRow? open = null)
    {
        var isNew = open is null;
        if (open is null)
        {
            (open, isNew) = await tx.Cases.OpenOrLockAsync(new CaseRow
            {
                Id = NewId(clock),
                Number = number,
                Policy = policy.Name,
                PolicyVersion = policy.Version,
                Pbx = report.Pbx,
                Queue = report.Queue,
                State = CaseState.Waiting,
                OpenedAt = Instant.Min(report.At, tx.Now), // a call that is told late has waited all the while
                MissedAt = report.At,
                NextAttemptAt = tx.Now,
                Priority = policy.Priority.Base,
                Observed = policy.Mode == PolicyMode.Observe,
            });
        }

        await tx.MissedCalls.AttachAsync(missedCallId, open.Id);
        var missed = new { missed_call = missedCallId, reason = Words.Of(report.Reason), seen_by = report.SeenBy, policy_version = policy.Version };
        if (isNew)
        {
            aftermath.Tell(NoticeFact.CaseOpened(policy.Name, open.Id));
            await tx.Timeline.TellAsync(
                open.Id, "opened", open.Observed ? new Reason.CaseOpenedObserved(Describe(report), policy.Name) : new Reason.CaseOpened(Describe(report), policy.Name), missed);
            if ((await NumberVerdict.OfAsync(tx, number, numbers, policy.Customer)).Refusal is { } refusal)
            {
                await CasePlanning.CloseAsync(tx, open, refusal.Disposition, refusal.Why, aftermath, policy.Version);
                return new OpenedCase(open.Id, IsNew: true);
            }
        }
        else
        {
            open = await tx.Cases.JoinAsync(open, report.At, report.Pbx, report.Queue);
            await tx.Timeline.TellAsync(open.Id, "missed_again", new Reason.CallJoined(Describe(report)), missed);
        }

        if (wish is not null)
        {
            open = await tx.Cases.NoteWishAsync(open, wish.NotBefore, wish.Operator);
            await tx.Timeline.TellAsync(open.Id, "requested", wish.Told, wish.Data);
        }

        if (open.State is CaseState.Waiting or CaseState.Ready)
        {
            await planning.PlanAsync(tx, open, aftermath);
        }

        return new OpenedCase(open.Id, isNew);
    }

    private static Reason.CallMissed Describe(MissedCallReport report) =>
        new(report.Reason, report.Queue is null ? null : Plain(report.Queue), report.Waited is { } w ? Duration.FromSeconds(Math.Round(w.TotalSeconds)) : null);

    /// <summary>A queue's name may come from a dialplan argument, and so from a caller: what would break or turn a sentence stays out of it.</summary>
    private static string Plain(string name) => string.Concat(name.EnumerateRunes().Where(IsPlain).Take(LongestQueue).Select(r => r.ToString())).Trim();

    private static bool IsPlain(Rune rune) => rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
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
