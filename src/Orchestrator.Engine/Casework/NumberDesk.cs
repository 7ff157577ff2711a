using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Casework;

/// <summary>What people and programs may decide about a number. Its open cases follow at once, in the same transaction; each change is audited in it.</summary>
public sealed class NumberDesk(CaseDesk desk, CasePlanning planning)
{
    /// <summary>Sets a rule, in place of the one of its kind that stands.</summary>
    /// <returns>The rule's id.</returns>
    public Task<Guid> SetAsync(PhoneNumber number, NumberRule rule, string reason, Instant? expiresAt, Actor by, CancellationToken cancel) => desk.ChangeAsync(
        async (tx, aftermath) =>
        {
            await tx.NumberRules.LockAsync(number);
            var before = await FindAsync(tx, number, rule);
            await tx.NumberRules.EndAsync(number, rule, by.Name, before is null ? "expired" : "replaced");
            var id = await tx.NumberRules.SetAsync(number, rule, reason, expiresAt, by.Name);
            await tx.Audit.AddAsync(by, $"number.{Words.Of(rule)}.set", number.E164, Shown(before), new { reason, expiresAt });
            foreach (var row in await tx.Cases.LockAllOpenAsync(number, Instant.MaxValue))
            {
                await FollowAsync(tx, aftermath, row, rule, Told(rule, by.Name, reason, isSet: true), reason, by);
            }

            return id;
        },
        cancel);

    /// <summary>Lifts a rule. A do-not-call is a customer's wish: lifting it always takes a reason.</summary>
    /// <returns>False: there was none in force.</returns>
    public Task<bool> LiftAsync(PhoneNumber number, NumberRule rule, string reason, Actor by, CancellationToken cancel) => desk.ChangeAsync(
        async (tx, aftermath) =>
        {
            await tx.NumberRules.LockAsync(number);
            if (await FindAsync(tx, number, rule) is not { } before)
            {
                return false;
            }

            await tx.NumberRules.EndAsync(number, rule, by.Name, reason);
            await tx.Audit.AddAsync(by, $"number.{Words.Of(rule)}.lift", number.E164, Shown(before), new { reason });
            foreach (var row in await tx.Cases.LockAllOpenAsync(number, Instant.MaxValue))
            {
                await FollowAsync(tx, aftermath, row, NumberRule.Vip, Told(rule, by.Name, reason, isSet: false), reason, by);
            }

            return true;
        },
        cancel);

    private async Task FollowAsync(Transaction tx, Aftermath aftermath, CaseRow row, NumberRule rule, Reason told, string reason, Actor by)
    {
        if (rule == NumberRule.DoNotCall)
        {
            await CaseDesk.CloseAsync(tx, aftermath, row, Disposition.OptedOut, new Reason.DoNotCall(by.Name, reason.TrimEnd('.')));
            return;
        }

        await tx.Timeline.TellAsync(row.Id, "number_rule", told);
        if (row.State is CaseState.Waiting or CaseState.Ready)
        {
            await planning.ReplanAsync(tx, row, aftermath); // its priority may be another now
        }
    }

    private static Reason Told(NumberRule rule, string who, string reason, bool isSet)
    {
        var words = reason.TrimEnd('.');
        return (rule, isSet) switch
        {
            (NumberRule.Vip, true) => new Reason.VipSet(who, words),
            (NumberRule.Vip, false) => new Reason.VipLifted(who, words),
            (_, true) => new Reason.DoNotCallSet(who, words),
            (_, false) => new Reason.DoNotCallLifted(who, words),
        };
    }

    private static async Task<NumberRuleRow?> FindAsync(Transaction tx, PhoneNumber number, NumberRule rule) =>
        (await tx.NumberRules.InForceAsync(number)).FirstOrDefault(r => r.Rule == rule);

    private static object? Shown(NumberRuleRow? rule) => rule is null ? null : new { rule.Reason, rule.SetBy, rule.SetAt, rule.ExpiresAt };
}
