using System.Collections.Immutable;
using NodaTime;

namespace Orchestrator.Core.Attempts;

/// <summary>What is fixed about an attempt when it is claimed.</summary>
/// <param name="OperatorChannels">The channel ids of the operators that are rung together.</param>
/// <param name="CustomerChannel">The customer's channel id.</param>
/// <param name="OperatorRing">How long the operators ring.</param>
/// <param name="HasPrompt">Whether the operator hears something on picking up.</param>
/// <param name="AcceptKey">The key that accepts, or null when picking up is enough.</param>
/// <param name="AcceptWithin">From picking up to the key or the end of the prompt.</param>
/// <param name="CustomerRing">How long the customer rings.</param>
/// <param name="HasGreeting">Whether the customer is greeted.</param>
/// <param name="MaxTalk">The longest talk; a last resort.</param>
/// <param name="Screening">How a machine is found out, or null when whoever answers is joined at once.</param>
/// <param name="Records">Whether the talk is recorded.</param>
public sealed record AttemptPlan(
    ImmutableArray<string> OperatorChannels,
    string CustomerChannel,
    Duration OperatorRing,
    bool HasPrompt,
    char? AcceptKey,
    Duration AcceptWithin,
    Duration CustomerRing,
    bool HasGreeting,
    Duration MaxTalk,
    Screening? Screening = null,
    bool Records = false);
