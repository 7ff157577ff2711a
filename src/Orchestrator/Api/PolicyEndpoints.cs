using Orchestrator.Core;
using Orchestrator.Core.Policies;
using Orchestrator.Policies;

namespace Orchestrator.Api;

/// <summary>The policies in force.</summary>
internal static class PolicyEndpoints
{
    public static void MapPolicies(this RouteGroupBuilder api) =>
        api.MapGet("/policies", (PoliciesInForce policies) => new ListAnswer<PolicyView>([.. policies.Set.Policies.Select(View)], Next: null))
            .WithSummary("The policies in force, in the order in which they are asked")
            .Produces<ListAnswer<PolicyView>>();

    private static PolicyView View(Policy p) => new(
        p.Name,
        p.Version,
        Words.Of(p.Mode),
        p.Zone.Id,
        new CoversView(p.Covers.Queues, p.Covers.Numbers, [.. p.Covers.Missed.Select(Words.Of)], p.Covers.WaitedAtLeast.TotalSeconds),
        p.FirstAttemptAfter.TotalSeconds,
        p.Attempts,
        p.GiveUpAfter.TotalSeconds,
        p.Operators.Queue,
        p.Operators.Interfaces);
}

/// <summary>A policy as it is in force, the parts that outsiders ask for.</summary>
/// <param name="Policy">Its name.</param>
/// <param name="Version">Names the file's text.</param>
/// <param name="Mode">live or off.</param>
/// <param name="Timezone">An IANA zone.</param>
/// <param name="Covers">Which missed calls; an empty list is every one.</param>
/// <param name="FirstAttemptAfterSeconds">From the missed call.</param>
/// <param name="Attempts">Before the case is exhausted.</param>
/// <param name="GiveUpAfterSeconds">A case's greatest age.</param>
/// <param name="OperatorQueue">The queue whose members call back; null for a list.</param>
/// <param name="Operators">The list; empty for a queue.</param>
public sealed record PolicyView(
    string Policy,
    string Version,
    string Mode,
    string Timezone,
    CoversView Covers,
    double FirstAttemptAfterSeconds,
    int Attempts,
    double GiveUpAfterSeconds,
    string? OperatorQueue,
    IReadOnlyList<string> Operators);

/// <summary>Which missed calls a policy is for.</summary>
public sealed record CoversView(IReadOnlyList<string> Queues, IReadOnlyList<string> Numbers, IReadOnlyList<string> Missed, double WaitedAtLeastSeconds);
