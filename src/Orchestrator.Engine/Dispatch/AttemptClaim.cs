using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Core.Attempts;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Planning;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Dialling;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Dispatch;

/// <summary>
/// Claims an attempt: one transaction that decides upon the case a last time, counts the caps, takes the case, and writes the attempt down with its channel ids.
/// Only then may anything be originated.
/// </summary>
public sealed class AttemptClaim(CaseDesk desk, CasePlanning planning, PoliciesInForce policies, OrchestratorOptions options, IClock clock)
{
    /// <summary>Where attempts under way fill a cap, one of them may end without a dial.</summary>
    private static readonly Duration SoonestAgain = Duration.FromSeconds(30);

    /// <summary>Claims, unless the case is no longer ready, the policy now says otherwise, or a cap is reached.</summary>
    public Task<RunningAttempt?> ClaimAsync(Guid caseId, PickedOperators operators, CancellationToken cancel) =>
        desk.ChangeAsync(
            async (tx, aftermath) =>
            {
                if (await tx.Cases.LockReadyAsync(caseId) is not { } row)
                {
                    return null;
                }

                await tx.Dispatch.LockGuardAsync();
                var decision = await CaseDecision.OfAsync(tx, row, policies.Current);
                if (decision.Step is not NextStep.AttemptAt { At: var at } || at > tx.Now)
                {
                    await planning.PlanAsync(tx, row, decision, aftermath);
                    return null;
                }

                if (decision.Policy is not { Mode: PolicyMode.Live } policy)
                {
                    return null; // changed since dispatch looked: its next look says so
                }

                var numbers = decision.By.Numbers;
                if (decision.Number.Refusal is { } refusal)
                {
                    await CasePlanning.CloseAsync(tx, row, refusal.Disposition, refusal.Why, aftermath, policy.Version);
                    return null;
                }

                var counts = await tx.Dispatch.CountDialsAsync(row.Number, CapPrefix.Of(row.Number));
                if (counts.UnderWay)
                {
                    var why = new Reason.NumberBeingCalled();
                    if (await tx.Cases.HoldAsync(row.Id, why))
                    {
                        await tx.Timeline.TellAsync(row.Id, "held", new Reason.NotNow(why), new { policy_version = policy.Version });
                    }

                    return null;
                }

                if (await CapReachedAsync(tx, counts, numbers.Caps, row.Number) is var (until, cap))
                {
                    await CasePlanning.DeferAsync(tx, row, decision, until, cap, aftermath);
                    return null;
                }

                if (await BudgetUsedUpAsync(tx, numbers, row.Number) is var (room, budget))
                {
                    if (!await tx.Spending.IsToldOfAsync(policy.Name))
                    {
                        aftermath.Tell(NoticeFact.BudgetUsedUp(policy.Name, row.Id));
                    }

                    await CasePlanning.DeferAsync(tx, row, decision, room, budget, aftermath);
                    return null;
                }

                aftermath.Move(row.Id);
                return await ClaimAsync(tx, row, policy, numbers, operators);
            },
            cancel);

    private async Task<RunningAttempt?> ClaimAsync(Transaction tx, CaseRow row, Policy policy, NumberPlan numbers, PickedOperators operators)
    {
        var attempt = new AttemptRow
        {
            Id = Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset()),
            CaseId = row.Id,
            Number = await tx.Attempts.NextNumberAsync(row.Id),
            State = AttemptState.Claimed,
            Policy = policy.Name,
            PolicyVersion = policy.Version,
            Pbx = row.Pbx,
            CustomerNumber = row.Number,
            Operator = operators.Endpoints is [var only] ? only : null,
            Instance = options.Instance,
            Fence = 1,
            StartedAt = tx.Now,
        };
        ImmutableArray<LegRow> legs =
        [
            .. operators.Endpoints.Select((endpoint, i) => new LegRow
            {
                ChannelId = ChannelNames.Operator(attempt.Id, i), AttemptId = attempt.Id, Role = LegRole.Operator, Pbx = row.Pbx, Endpoint = endpoint,
            }),
        ];
        await tx.Cases.StartCallingAsync(row);
        await tx.Attempts.ClaimAsync(attempt, legs);
        await tx.Timeline.TellAsync(
            row.Id, "claimed", new Reason.AttemptStarts(attempt.Number, string.Join(", ", operators.Endpoints), operators.Why),
            new { attempt = attempt.Id, operators = operators.Endpoints.ToArray(), why = operators.Why?.ToString(), policy_version = policy.Version });
        return new RunningAttempt(attempt, legs, policy, numbers);
    }

    /// <summary>The cap that is reached, and when there is room again. A case that waits for it stands in nobody's way meanwhile.</summary>
    private static async Task<(Instant Until, Reason Why)?> CapReachedAsync(Transaction tx, DialCounts counts, NumberCaps caps, PhoneNumber number)
    {
        var prefix = CapPrefix.Of(number);
        return counts.OfPrefix >= caps.PerPrefixPerHour ? (await FreeAtAsync(tx, caps.PerPrefixPerHour, Duration.FromHours(1), prefix), new Reason.PrefixCapReached(caps.PerPrefixPerHour, prefix))
            : counts.InAll >= caps.PerDay ? (await FreeAtAsync(tx, caps.PerDay, Duration.FromDays(1), ""), new Reason.DayCapReached(caps.PerDay))
            : null;
    }

    /// <summary>When there is money for a call again, where there is none; null: there is.</summary>
    private static async Task<(Instant Until, Reason Why)?> BudgetUsedUpAsync(Transaction tx, NumberPlan numbers, PhoneNumber number)
    {
        if (numbers is not { BudgetPerDay: { } budget, Prices: { } prices })
        {
            return null;
        }

        var most = budget - prices.LeastOf(number);
        var why = new Reason.BudgetUsedUp(FormattableString.Invariant($"{budget} {prices.Currency}").TrimEnd());
        return most < 0 ? (tx.Now + Duration.FromDays(1), why) // no day has room for it
            : await tx.Spending.SumAsync(prices) <= most ? null
            : (Instant.Max(await tx.Spending.FreeAtAsync(prices, most) ?? tx.Now, tx.Now + SoonestAgain), why);
    }

    private static async Task<Instant> FreeAtAsync(Transaction tx, int most, Duration window, string prefix) =>
        Instant.Max(await tx.Dispatch.DialsFreeAtAsync(most, window, prefix) ?? tx.Now, tx.Now + SoonestAgain);
}
