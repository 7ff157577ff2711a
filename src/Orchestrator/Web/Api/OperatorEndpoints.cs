using NodaTime;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.PolicyFiles;

namespace Orchestrator.Web.Api;

/// <summary>Who can take a callback now.</summary>
internal static class OperatorEndpoints
{
    public static void MapOperators(this RouteGroupBuilder api) =>
        api.MapGet("/operators", (PbxNodes nodes, OperatorBoards operators, PoliciesInForce policies) => List(nodes, operators, policies))
            .WithSummary("The operators of each policy on each PBX, as this instance sees them")
            .Produces<ListAnswer<OperatorGroupView>>();

    private static ListAnswer<OperatorGroupView> List(PbxNodes nodes, OperatorBoards operators, PoliciesInForce policies) => new(
        [
            .. from node in nodes.All.OrderBy(n => n.Name, StringComparer.Ordinal)
               from policy in policies.Set.Policies
               let pool = operators.Of(node).Pool(policy.Operators)
               select new OperatorGroupView(
                   node.Name,
                   policy.Name,
                   policy.Operators.Queue,
                   pool.IsKnown,
                   [.. pool.Seats.Select(s => new OperatorView(s.Endpoint, s.Hindrance is null, s.Hindrance, s.BusyUntil, s.LastRung))]),
        ],
        Next: null);
}

/// <summary>The operators of one policy on one PBX.</summary>
/// <param name="Pbx">The node's name.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Queue">The queue whose members they are; null for a list.</param>
/// <param name="Known">False while AMI is away: then nobody is known to be free.</param>
/// <param name="Operators">In the order of the queue or the list.</param>
public sealed record OperatorGroupView(string Pbx, string Policy, string? Queue, bool Known, IReadOnlyList<OperatorView> Operators);

/// <summary>One operator.</summary>
/// <param name="Endpoint">For example <c>PJSIP/101</c>.</param>
/// <param name="Free">Can take a callback now.</param>
/// <param name="Hindrance">What keeps the operator from it; null when free.</param>
/// <param name="BusyUntil">When the operator was last busy, as far as known.</param>
/// <param name="LastRung">When we last rang the operator.</param>
public sealed record OperatorView(string Endpoint, bool Free, Reason? Hindrance, Instant? BusyUntil, Instant? LastRung);
