using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>Finds the cases that a change of policies concerns.</summary>
public static class ReplanningStore
{
    /// <summary>The next open cases, in the order of their ids.</summary>
    public static Task<IReadOnlyList<Guid>> PlannedOtherwiseAsync(this Transaction tx, PlannedOtherwise which, Guid behind, int limit) =>
        tx.ListAsync<Guid>(
            $"""
            select id from callback_case where state in ('waiting', 'ready') and policy = @Policy and id > @behind
              and {(which.Version is null
                  ? "next_attempt_reason ->> 'code' is distinct from @notInForce"
                  : "(policy_version <> @Version or numbers_version is distinct from @Numbers or next_attempt_reason ->> 'code' = @notInForce)")}
            order by id limit @limit
            """,
            new { which.Policy, which.Version, which.Numbers, notInForce = Reason.CodeOf<Reason.PolicyNotInForce>(), behind, limit });
}

/// <summary>Cases of a policy that were planned by something else.</summary>
/// <param name="Version">Else than this; null when the policy is not in force.</param>
/// <param name="Numbers">Or else than this version of the numbers file.</param>
public sealed record PlannedOtherwise(string Policy, string? Version, string Numbers);
